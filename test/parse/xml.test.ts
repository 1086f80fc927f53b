import assert from "node:assert/strict";
import type { Span } from "../../lib/model/span.ts";
import { parseXml, type XmlElement, type XmlText } from "../../lib/parse/xml.ts";

function root(text: string): XmlElement {
  const xml = parseXml(text);
  assert.deepEqual(xml.problems, []);
  const found = xml.root();
  assert.ok(found);
  return found;
}

function covered(text: string, span: Span | undefined): string | undefined {
  return span && text.slice(span.start, span.end);
}

/** What a text says and what it covers. */
function said(text: string, stated: XmlText | undefined): [string, string] | undefined {
  return stated && [stated.value, text.slice(stated.start, stated.end)];
}

/** Problems as "covered text: message". */
function problems(text: string): string[] {
  return parseXml(text).problems.map(({ message, span }) => `${text.slice(span.start, span.end)}: ${message}`);
}

describe("an XML element", () => {
  const LIST = `<?xml version="1.0"?>
<!-- two parts -->
<list made='today'>
  <part no="1" kind = "a &amp; b"><name>Pump</name></part>
  <part no="2"/>
  <note>done</note>
</list>
`;

  it("stands between its tags", () => {
    const list = root(LIST);
    const [first, second] = [...list.all("part")];
    assert.equal(covered(LIST, first), `<part no="1" kind = "a &amp; b"><name>Pump</name></part>`);
    assert.equal(covered(LIST, first?.opening), "<part");
    assert.equal(covered(LIST, first?.startTag), `<part no="1" kind = "a &amp; b">`);
    assert.equal(covered(LIST, first?.content), "<name>Pump</name>");
    assert.equal(covered(LIST, second), `<part no="2"/>`);
    assert.equal(covered(LIST, second?.content), "");
    assert.deepEqual(
      [...list.children()].map((child) => child.name),
      ["part", "part", "note"],
    );
  });

  it("finds elements along a path of names", () => {
    assert.deepEqual(said(LIST, root(LIST).along("part", "name")?.text), ["Pump", "Pump"]);
    assert.equal(root(LIST).along("part", "version"), undefined);
    assert.equal(root(LIST).child("nothing"), undefined);
  });

  it("gives attribute values without their quotes, entities resolved", () => {
    const part = root(LIST).child("part");
    assert.deepEqual(said(LIST, part?.attribute("no")), ["1", "1"]);
    assert.deepEqual(said(LIST, part?.attribute("kind")), ["a & b", "a &amp; b"]);
    assert.deepEqual(said(LIST, root(LIST).attribute("made")), ["today", "today"]);
    assert.equal(part?.attribute("n"), undefined);
  });

  it("covers an empty attribute with its quotes and an empty element as a whole, as an empty span cannot be shown", () => {
    const text = `<a><b c=""/><d> </d><e></e></a>`;
    assert.deepEqual(said(text, root(text).child("b")?.attribute("c")), ["", `""`]);
    assert.deepEqual(said(text, root(text).child("b")?.text), ["", `<b c=""/>`]);
    assert.deepEqual(said(text, root(text).child("d")?.text), ["", "<d> </d>"]);
    assert.deepEqual(said(text, root(text).child("e")?.text), ["", "<e></e>"]);
  });

  it("has no text of its own where it holds elements", () => {
    assert.equal(root(LIST).text, undefined);
    assert.equal(root(LIST).hasChildren, true);
  });

  it("reads the name in a closing tag with white space", () => {
    const text = "<a><b>x</b\n ></a >";
    assert.deepEqual(said(text, root(text).child("b")?.text), ["x", "x"]);
  });
});

describe("text of an XML element", () => {
  const cases: readonly [title: string, xml: string, value: string, place: string][] = [
    ["leaves out surrounding white space", "<a>\n  one two\n</a>", "one two", "one two"],
    [
      "resolves entities",
      "<a>R&amp;D &lt;x&gt; &#x41;&#66;&apos;&quot;</a>",
      "R&D <x> AB'\"",
      "R&amp;D &lt;x&gt; &#x41;&#66;&apos;&quot;",
    ],
    ["resolves no entity twice", "<a>&amp;lt;</a>", "&lt;", "&amp;lt;"],
    ["takes a CDATA section as it is, without its marks", "<a> <![CDATA[ a<b & c ]]> </a>", "a<b & c", "a<b & c"],
    ["joins text and CDATA sections", "<a>x &amp; <![CDATA[<y>]]></a>", "x & <y>", "x &amp; <![CDATA[<y>]]>"],
    ["leaves out comments", "<a>1.0<!-- not 1.1 --></a>", "1.0", "1.0<!-- not 1.1 -->"],
    ["makes every line end one character", "<a>one\r\ntwo\rthree</a>", "one\ntwo\nthree", "one\r\ntwo\rthree"],
    [
      "keeps characters beyond the basic plane",
      "<a>&#x1F489;\u{1F489}</a>",
      "\u{1F489}\u{1F489}",
      "&#x1F489;\u{1F489}",
    ],
    ["is empty where only a comment stands", "<a><!-- later --></a>", "", "<a><!-- later --></a>"],
    ["is empty in an empty CDATA section", "<a><![CDATA[]]></a>", "", "<a><![CDATA[]]></a>"],
  ];
  for (const [title, xml, value, place] of cases) {
    it(title, () => assert.deepEqual(said(xml, root(xml).text), [value, place]));
  }
});

describe("namespaces", () => {
  const MIXED = `<b:bom xmlns:b="urn:bom" xmlns="urn:other" xmlns:x="urn:ext">
  <name>not ours</name>
  <x:name>an extension's</x:name>
  <b:name x:lang="en">ours</b:name>
  <c:name xmlns:c="urn:bom">ours too</c:name>
</b:bom>`;

  it("come from the prefix, whatever it is called", () => {
    const found = [...root(MIXED).all("name")].map((name) => name.text?.value);
    assert.deepEqual(found, ["ours", "ours too"]);
    assert.equal(root(MIXED).namespace, "urn:bom");
    assert.equal(root(MIXED).local, "bom");
  });

  it("hold for attributes that bear a prefix", () => {
    const name = root(MIXED).child("name");
    assert.equal(name?.attributeIn("urn:ext", "lang")?.value, "en");
    assert.equal(name?.attributeIn("urn:bom", "lang"), undefined);
  });

  it("end with the element that declares them", () => {
    const text = `<a xmlns="urn:one"><b xmlns="urn:two"><c/></b><c/></a>`;
    const spaces = [...root(text).within()].map((element) => `${element.name} ${element.namespace}`);
    assert.deepEqual(spaces, ["a urn:one", "b urn:two", "c urn:two", "c urn:one"]);
  });

  it("are empty where none is declared", () => {
    assert.equal(root("<a><b/></a>").child("b")?.namespace, "");
  });
});

describe("problems of an XML text", () => {
  const broken: readonly [title: string, text: string, problem: string][] = [
    [
      "an element that is not closed",
      "<a>\n<b>x\n",
      "<b: The file ends inside `<b>`, which opens here and is not closed.",
    ],
    [
      "a wrong closing tag",
      "<a><b>x</c></a>",
      "</c>: `</c>` stands where `</b>` should close the element that is open.",
    ],
    ["a closing tag too many", "<a/></a>", "</a>: This tag closes an element that is not open."],
    ["a tag that breaks off", '<a><b c="d"', "<: The file ends inside the tag that opens here."],
    ["a tag that runs into the next one", "<a><b <c/></a>", "<: This tag has no closing `>`."],
    ["an attribute without a value", "<a b>x</a>", "b: This attribute has no value."],
    ["an attribute without quotes", "<a b=c>x</a>", "b: The value of this attribute stands without quotes."],
    [
      "an attribute that does not end",
      '<a b="c>x</a>',
      "b: The value of this attribute has no closing quote, or a plain `<` stands in it.",
    ],
    ["attributes that touch", '<a b="c"d="e"/>', "d: A space is missing before this attribute."],
    ["a plain less-than sign", "<a>1 < 2</a>", "<: A plain `<` stands here; write it as `&lt;`."],
    ["a comment that does not end", "<a><!-- x</a>", "<!--: The file ends inside a comment that opens here."],
    [
      "a CDATA section that does not end",
      "<a><![CDATA[x</a>",
      "<![CDATA[: The file ends inside a CDATA section that opens here.",
    ],
    ["a text without elements", "   ", " : The file holds no XML element."],
    [
      "a document type",
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      "<!DOCTYPE: Premarket does not read a file with a document type declaration, because it can pull in other files; take the declaration out.",
    ],
  ];
  for (const [title, text, problem] of broken) {
    it(`${title}: the text is not usable, and the place says why`, () => {
      assert.deepEqual(problems(text), [problem]);
      assert.equal(parseXml(text).usable, false);
      assert.equal(parseXml(text).root(), undefined);
      assert.deepEqual([...parseXml(text).elements()], []);
    });
  }

  const tolerated: readonly [title: string, text: string, problem: string][] = [
    [
      "an entity of HTML",
      "<a>x&nbsp;y</a>",
      "&nbsp;: `&nbsp;` is not an entity that XML knows; write the character itself.",
    ],
    ["a plain ampersand", "<a>R&D</a>", "&: A plain `&` stands here; write it as `&amp;`."],
    ["an ampersand in an attribute", '<a b="R & D"/>', "&: A plain `&` stands here; write it as `&amp;`."],
    ["an attribute twice", '<a b="1" b="2"/>', "b: This attribute stands twice in the tag; the first one is read."],
    [
      "text after the end",
      "<a/>\nthe end\n",
      "the end: Text stands after the last element, where XML knows none; take it out.",
    ],
    [
      "a second root",
      "<a/><b/>",
      "<: A second outermost element opens here; an XML file has one, so the rest is not read.",
    ],
    ["a prefix without a namespace", "<x:a/>", "x: The prefix `x` stands for no namespace; declare it with `xmlns:x`."],
    [
      "a late declaration",
      '\n<?xml version="1.0"?><a/>',
      "<?xml: The XML declaration must be the very first thing in the file; other tools refuse it here.",
    ],
  ];
  for (const [title, text, problem] of tolerated) {
    it(`${title}: noted, and the rest is read`, () => {
      assert.deepEqual(problems(text), [problem]);
      assert.ok(parseXml(text).root());
    });
  }

  it("keeps what it does not know as it is written", () => {
    const text = "<a>x&nbsp;y R&D</a>";
    assert.equal(parseXml(text).root()?.text?.value, "x&nbsp;y R&D");
  });

  it("finds nothing wrong with a byte order mark, CRLF, ampersands in comments and CDATA", () => {
    const text = '\ufeff<?xml version="1.0"?>\r\n<a>\r\n<!-- R&D --><b><![CDATA[R&D]]></b>\r\n</a>\r\n<!-- & -->\r\n';
    assert.deepEqual(said(text, root(text).child("b")?.text), ["R&D", "R&D"]);
  });

  it("stops listing after twenty small ones", () => {
    assert.equal(problems(`<a>${"&".repeat(1000)}</a>`).length, 20);
  });
});

describe("a hostile XML text", () => {
  it("is refused when it nests without end", () => {
    const deep = "<a>".repeat(100_000);
    assert.match(problems(deep)[0] ?? "", /^<: Elements are nested more than 2000 levels deep here/);
  });

  it("may nest deep without exhausting anything", () => {
    const text = `${"<a>".repeat(2000)}x${"</a>".repeat(2000)}`;
    assert.equal([...root(text).within()].length, 2000);
  });

  it("is refused when it declares namespaces without end", () => {
    const many = Array.from({ length: 1001 }, (_, i) => `xmlns:n${i}="u"`).join(" ");
    assert.match(problems(`<a ${many}/>`)[0] ?? "", /^xmlns:n1000: More than 1000 namespace declarations/);
  });

  it("is read in one pass, however many elements and names it has", () => {
    const text = `<r>${Array.from({ length: 50_000 }, (_, i) => `<n${i} a="${i}">${i}</n${i}>`).join("")}</r>`;
    assert.equal(parseXml(text).count, 50_001);
    assert.equal(parseXml(text).root()?.child("n49999")?.text?.value, "49999");
  });

  it("grows its memory for elements of four characters", () => {
    assert.equal([...root(`<r>${"<a/>".repeat(10_000)}</r>`).all("a")].length, 10_000);
  });

  it("is cut anywhere without a crash, and never usable", () => {
    const text = `<?xml version="1.0"?><a b="c&amp;d"><!-- x --><d><![CDATA[y]]></d><e xmlns:f="g" f:h='i'/></a>`;
    for (let end = 0; end < text.length; end++)
      assert.equal(parseXml(text.slice(0, end)).usable, false, `cut at ${end}`);
    assert.equal(parseXml(text).usable, true);
  });
});
