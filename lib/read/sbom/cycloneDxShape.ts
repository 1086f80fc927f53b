import { inner } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import type { XmlElement } from "../../parse/xml.ts";
import { noteList, noteText, noteWord, type ShapeNotes, shownPlace, wordsOf } from "./shapeNotes.ts";
import { asList, asObject, type JsonObject, own, ownText } from "./statedJson.ts";

/** CycloneDX 1.0 to 1.7, component types. */
const TYPES = wordsOf(
  "application framework library container platform operating-system device device-driver firmware file machine-learning-model data cryptographic-asset",
);

/** CycloneDX 1.0 to 1.7, hash algorithms. */
const ALGORITHMS = wordsOf(
  "MD5 SHA-1 SHA-256 SHA-384 SHA-512 SHA3-256 SHA3-384 SHA3-512 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 Streebog-256 Streebog-512",
);

const TEXTS = ["bom-ref", "type", "group", "name", "version", "publisher", "cpe", "purl"];
const LISTS = ["hashes", "licenses", "properties", "components"];

const NO_TYPE = "component type of CycloneDX, so the component is treated as software";
const NO_ALGORITHM = "hash algorithm of CycloneDX, so hashes of it are not judged";

interface Placed {
  readonly value: unknown;
  readonly spot: Spot;
}

/** Notes what in a component of CycloneDX JSON, and in the components inside it, is not of the shape that the readers look for. */
export function noteCycloneDxComponent(notes: ShapeNotes, component: Placed): void {
  noteOne(notes, component);
  // Nearly no component has others inside, so the stack is made only where one has.
  if (asObject(component.value)?.components === undefined) return;
  const open = childrenOf(component);
  for (let next = open.pop(); next; next = open.pop()) {
    noteOne(notes, next);
    for (const child of childrenOf(next)) open.push(child);
  }
}

function childrenOf({ value, spot }: Placed): Placed[] {
  const inside = asList(own(asObject(value), "components"));
  return inside.map((child, i) => ({ value: child, spot: spot.child("components", i) }));
}

function noteOne(notes: ShapeNotes, { value, spot }: Placed): void {
  const component = asObject(value);
  if (component === undefined) {
    notes.add("An entry of `components` is no object in braces, so it is not read", () => inner(spot));
    return;
  }
  for (const key of TEXTS) {
    const held = component[key];
    if (held !== undefined && typeof held !== "string")
      noteText(notes, key, held, () => shownPlace(spot.child(key), held));
  }
  for (const key of LISTS) {
    const held = component[key];
    if (held !== undefined && !Array.isArray(held)) noteList(notes, key, held, () => shownPlace(spot.child(key), held));
  }
  noteOrganization(notes, component, spot);
  const { type } = component;
  if (typeof type === "string" && !TYPES.has(type)) {
    noteWord(notes, { what: NO_TYPE, word: type, known: TYPES, place: () => inner(spot.child("type")) });
  }
  const hashes = asList(component.hashes);
  for (let i = 0; i < hashes.length; i++) {
    const word = ownText(asObject(hashes[i]), "alg");
    if (word === undefined || ALGORITHMS.has(word)) continue;
    const place = () => inner(spot.child("hashes", i, "alg"));
    noteWord(notes, { what: NO_ALGORITHM, word, known: ALGORITHMS, place });
  }
}

/** An organisation is an object with a name; a bare text is read all the same. */
function noteOrganization(notes: ShapeNotes, component: JsonObject, spot: Spot): void {
  for (const key of ["supplier", "manufacturer"]) {
    const held = own(component, key);
    if (held === undefined || asObject(held)) continue;
    const place = () => shownPlace(spot.child(key), held);
    if (typeof held === "string") {
      notes.add(`\`${key}\` is a text here and not an object with a \`name\`, so other tools refuse the file`, place);
    } else {
      notes.add(`\`${key}\` is not an object with a \`name\` here, so it is not read`, place);
    }
  }
}

/** The same for the words in a component of CycloneDX XML, where everything else is text. */
export function noteCycloneDxXmlComponent(notes: ShapeNotes, element: XmlElement): void {
  const type = element.attribute("type");
  if (type) noteWord(notes, { what: NO_TYPE, word: type.value, known: TYPES, place: () => type });
  for (const hash of element.child("hashes")?.all("hash") ?? []) {
    const algorithm = hash.attribute("alg");
    if (algorithm)
      noteWord(notes, { what: NO_ALGORITHM, word: algorithm.value, known: ALGORITHMS, place: () => algorithm });
  }
}
