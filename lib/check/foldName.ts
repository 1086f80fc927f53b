/** A name as it is compared: lower-case letters and digits only, so that `lib-foo`, `lib_foo` and `Lib Foo` are one. */
export function foldName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}+#]/gu, "");
}
