import assert from "node:assert/strict";
import { leadingStems, patternsRegExp } from "../../lib/guidance/topicPattern.ts";

const TERMS = { time: ["<n> day*", "<n> hour*"], role: ["quality manager", "psirt"] };

function found(pattern: string, text: string): string | undefined {
  return patternsRegExp([pattern], TERMS).exec(text)?.[0];
}

describe("patterns of topics", () => {
  it("take words with space, hyphen or underscore between them, and whole words only", () => {
    assert.equal(found("end of support", "the end-of-support date"), "end-of-support");
    assert.equal(found("pin", "pinned"), undefined);
    assert.equal(found("encrypt*", "data is encrypted"), "encrypted");
    assert.equal(found("authori*ed", "only authorised staff"), "authorised");
  });

  it("take one of several, and leave out what may be left out", () => {
    assert.equal(found("(fix|patch*) (new|) version", "the patched version"), "patched version");
    assert.equal(found("backup (plan|policy|)", "our backup"), "backup");
    assert.equal(found("(new|) release", "a release"), "release");
  });

  it("bridge a gap inside a sentence or cell, not across it", () => {
    assert.equal(found("log* .. retained", "logs are retained"), "logs are retained");
    assert.equal(found("log* .. retained", "logs are kept\nrecords are retained"), undefined);
    assert.equal(found("log* .. retained", "logs | retained"), undefined);
    assert.equal(found("log* ... retained", "logs | retained"), "logs | retained");
  });

  it("know numbers and named lists", () => {
    assert.equal(found("within <time>", "within 30 days"), "within 30 days");
    assert.equal(found("<time>", "after thirty-day periods"), "thirty-day");
    assert.equal(found("approved by .. <role>", "approved by our quality manager"), "approved by our quality manager");
    assert.equal(found("aes-#", "aes-256"), "aes-256");
  });

  it("say what is wrong", () => {
    assert.throws(() => found("(a|b", "a"), /not closed/);
    assert.throws(() => found("<nothing>", "a"), /not in terms/);
    assert.throws(() => found("a^b", "a"), /sign/);
    assert.throws(() => leadingStems("<time> later", TERMS), /begin/);
  });

  it("tell the fast scan how they can begin", () => {
    assert.deepEqual(leadingStems("(roll-back|revert*) of", TERMS), ["roll*", "revert*"]);
    assert.deepEqual(leadingStems("(new|) version", TERMS), ["new", "version"]);
  });

  it("come to an end on text that almost fits", () => {
    const text = "log ".repeat(50_000);
    assert.equal(found("log .. (retained|kept) .. <time>", text), undefined);
  });
});
