import { PackageURL } from "packageurl-js";
import { objectsIn, textOf } from "./editNode.ts";

/**
 * Names of package managers as files state them, with the type that package URLs have for them (purl-spec, types). Only those whose
 * package URL is made of name and version alone, or of a group that stands beside the name; a Linux package needs its distribution as well.
 */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["cargo", "cargo"],
  ["composer", "composer"],
  ["conan", "conan"],
  ["dart-pub", "pub"],
  ["gem", "gem"],
  ["go-module", "golang"],
  ["gomod", "golang"],
  ["maven", "maven"],
  ["node-pkg", "npm"],
  ["npm", "npm"],
  ["nuget", "nuget"],
  ["php-composer", "composer"],
  ["pub", "pub"],
  ["pypi", "pypi"],
  ["python-pkg", "pypi"],
  ["rubygems", "gem"],
  ["rust-crate", "cargo"],
]);

/** Types that have a namespace, and which of them cannot do without (purl-spec, types). */
const WITH_GROUP: ReadonlySet<string> = new Set(["npm", "maven", "composer", "golang"]);
const NEEDS_GROUP: ReadonlySet<string> = new Set(["maven", "composer"]);

/** Properties that name the package manager: `syft:package:type`, `aquasecurity:trivy:PkgType`, `acme:ecosystem`. */
const TYPE_PROPERTY = /(?:^|[:.])(?:package:type|pkgtype|package-type|ecosystem|package-manager|purl:type)$/i;

/**
 * The package URL of a component whose package manager, name and version all stand in the file; undefined where one of them does not,
 * because a guessed identifier finds the vulnerabilities of another package.
 */
export function statedPurl(component: unknown): string | undefined {
  return ofCycloneDx(component) ?? ofSpdx2(component);
}

function ofCycloneDx(component: unknown): string | undefined {
  const stated = objectsIn(component, "properties").find(({ name }) => TYPE_PROPERTY.test(String(name)));
  const type = TYPES.get((textOf(stated, "value") ?? "").toLowerCase());
  const [group, name, version] = ["group", "name", "version"].map((key) => textOf(component, key));
  return type === undefined ? undefined : written(type, { group, name, version });
}

/** SPDX 2 knows references to npm and NuGet by themselves (SPDX 2.3, annex F.3); the locator has to agree with the package. */
function ofSpdx2(component: unknown): string | undefined {
  const [name, version] = [textOf(component, "name"), textOf(component, "versionInfo")];
  for (const reference of objectsIn(component, "externalRefs")) {
    const type = textOf(reference, "referenceType")?.split("/").at(-1)?.toLowerCase();
    const locator = textOf(reference, "referenceLocator") ?? "";
    if (type === "npm" && locator === `${name}@${version}`) return written("npm", { name, version });
    if (type === "nuget" && locator === `${name}/${version}`) return written("nuget", { name, version });
    const [group, artifact, release, ...more] = type === "maven-central" ? locator.split(":") : [];
    if (artifact === name && release === version && more.length === 0)
      return written("maven", { group, name, version });
  }
  return undefined;
}

interface Parts {
  readonly group?: string;
  readonly name: string | undefined;
  readonly version: string | undefined;
}

function written(type: string, { group, name, version }: Parts): string | undefined {
  if (name === undefined || version === undefined || !/^v?\d[\w.+~-]*$/.test(version)) return undefined;
  const scoped = type === "npm" && group === undefined ? /^(@[^/]+)\/([^/]+)$/.exec(name) : null;
  const path = type === "golang" || type === "composer" ? /^(.+)\/([^/]+)$/.exec(name) : null;
  const namespace = scoped?.[1] ?? path?.[1] ?? group;
  const own = scoped?.[2] ?? path?.[2] ?? name;
  if (namespace === undefined ? NEEDS_GROUP.has(type) : !WITH_GROUP.has(type)) return undefined;
  if (path && group !== undefined) return undefined;
  try {
    return new PackageURL(type, namespace, own, version, undefined, undefined).toString();
  } catch {
    return undefined;
  }
}
