/** What the tests use of node:assert/strict, for the extension host that is a web worker. */
const assertions = {
  ok(value: unknown, message?: string): asserts value {
    if (!value) throw new Error(message ?? `expected something true, got ${String(value)}`);
  },
  equal(actual: unknown, expected: unknown, message?: string): void {
    if (!Object.is(actual, expected))
      throw new Error(`${message ?? "not equal"}: ${String(actual)} !== ${String(expected)}`);
  },
  /** Values are compared as JSON, which is all that the tests hold. */
  deepEqual(actual: unknown, expected: unknown, message?: string): void {
    const [one, other] = [actual, expected].map((value) => JSON.stringify(value));
    const shown = (text = "") => (text.length > 500 ? `${text.slice(0, 500)}…` : text);
    if (one !== other) throw new Error(`${message ?? "not equal"}: ${shown(one)} !== ${shown(other)}`);
  },
  match(text: string, pattern: RegExp): void {
    if (!pattern.test(text)) throw new Error(`${JSON.stringify(text)} does not match ${pattern}`);
  },
};

export default assertions;
