/** The version that an SPDX 2 JSON text states (`2.3`), found without parsing: this runs while a person types. */
export function spdxVersionOf(text: string): string | undefined {
  return /"spdxVersion"\s{0,100}:\s{0,100}"SPDX-([\d.]{1,10})"/.exec(text)?.[1];
}
