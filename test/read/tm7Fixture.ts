/** Attributes of a stencil, as the tool's property sheet shows them. */
type Property =
  | readonly ["header", string]
  | readonly ["text", label: string, value: string, key?: string]
  | readonly ["box", label: string, ticked: boolean, key: string]
  | readonly ["list", label: string, choices: readonly string[], selected: number]
  | readonly ["fixed", label: string, value: string];

const ABSTRACTS = 'xmlns="http://schemas.datacontract.org/2004/07/ThreatModeling.Model.Abstracts"';
const KNOWLEDGE = 'xmlns:b="http://schemas.datacontract.org/2004/07/ThreatModeling.KnowledgeBase"';

function attribute(type: string, label: string, rest: string): string {
  return `<a:anyType i:type="b:${type}DisplayAttribute" ${KNOWLEDGE}><b:DisplayName>${label}</b:DisplayName>${rest}</a:anyType>`;
}

function choices(values: readonly string[]): string {
  return `<b:Value i:type="a:ArrayOfstring">${values.map((one) => `<a:string>${one}</a:string>`).join("")}</b:Value>`;
}

function property(one: Property): string {
  switch (one[0]) {
    case "header":
      return attribute("Header", one[1], '<b:Name/><b:Value i:nil="true"/>');
    case "text":
      return attribute("String", one[1], `<b:Name>${one[3] ?? ""}</b:Name><b:Value>${one[2]}</b:Value>`);
    case "box":
      return attribute("Boolean", one[1], `<b:Name>${one[3]}</b:Name><b:Value>${one[2]}</b:Value>`);
    case "list": {
      const key = one[1].replaceAll(" ", "");
      const selected = `<b:SelectedIndex>${one[3]}</b:SelectedIndex>`;
      return attribute("List", one[1], `<b:Name>${key}</b:Name>${choices(one[2])}${selected}`);
    }
    case "fixed": {
      const key = one[1].replaceAll(" ", "");
      const selected = "<b:SelectedIndex>0</b:SelectedIndex>";
      return attribute("StaticList", one[1], `<b:Name>${key}</b:Name>${choices([one[2]])}${selected}`);
    }
  }
}

export interface Stencil {
  readonly guid: string;
  readonly generic: string;
  readonly type: string;
  readonly properties: readonly Property[];
  readonly geometry: Readonly<Record<string, string | number>>;
}

function stencil({ guid, generic, type, properties, geometry }: Stencil): string {
  const members = Object.entries(geometry).map(([name, value]) => `<${name} ${ABSTRACTS}>${value}</${name}>`);
  return `<a:KeyValueOfguidanyType><a:Key>${guid}</a:Key><a:Value i:type="${type}">
<GenericTypeId ${ABSTRACTS}>${generic}</GenericTypeId><Guid ${ABSTRACTS}>${guid}</Guid>
<Properties ${ABSTRACTS}>${properties.map(property).join("\n")}</Properties>
<TypeId ${ABSTRACTS}>${generic}</TypeId>${members.join("")}</a:Value></a:KeyValueOfguidanyType>`;
}

export const rectangle = (left: number, top: number, width: number, height: number) => ({
  Left: left,
  Top: top,
  Width: width,
  Height: height,
});

export const line = (points: readonly [number, number, number, number, number, number], ends: [string, string]) => ({
  HandleX: points[2],
  HandleY: points[3],
  SourceGuid: ends[0],
  SourceX: points[0],
  SourceY: points[1],
  TargetGuid: ends[1],
  TargetX: points[4],
  TargetY: points[5],
});

export interface Tm7Entry {
  readonly id: number;
  readonly state: string;
  readonly modified?: string;
  readonly on: readonly [source: string, flow: string, target: string];
  readonly properties: Readonly<Record<string, string>>;
}

function threat({ id, state, modified, on, properties }: Tm7Entry): string {
  const pairs = Object.entries(properties).map(
    ([key, value]) =>
      `<a:KeyValueOfstringstring><a:Key>${key}</a:Key><a:Value>${value}</a:Value></a:KeyValueOfstringstring>`,
  );
  return `<a:KeyValueOfstringThreatpc_P0_PhOB><a:Key>S1${on.join("")}</a:Key><a:Value ${KNOWLEDGE}><b:ChangedBy/>
<b:FlowGuid>${on[1]}</b:FlowGuid><b:Id>${id}</b:Id><b:ModifiedAt>${modified ?? "0001-01-01T00:00:00"}</b:ModifiedAt>
<b:Properties>${pairs.join("\n")}</b:Properties><b:SourceGuid>${on[0]}</b:SourceGuid><b:State>${state}</b:State>
<b:StateInformation i:nil="true"/><b:TargetGuid>${on[2]}</b:TargetGuid><b:Title i:nil="true"/><b:TypeId>S1</b:TypeId>
</a:Value></a:KeyValueOfstringThreatpc_P0_PhOB>`;
}

export interface Tm7Parts {
  readonly borders: readonly Stencil[];
  readonly lines: readonly Stencil[];
  readonly threats: readonly Tm7Entry[];
  readonly meta?: Readonly<Record<string, string>>;
}

/** A model as the tool writes it, on more than one line for the reader's sake. */
export function tm7({ borders, lines, threats, meta = {} }: Tm7Parts): string {
  const about = Object.entries(meta).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<ThreatModel xmlns="http://schemas.datacontract.org/2004/07/ThreatModeling.Model" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><DrawingSurfaceList>
<DrawingSurfaceModel xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><GenericTypeId ${ABSTRACTS}>DRAWINGSURFACE</GenericTypeId><Guid ${ABSTRACTS}>surface</Guid>
<Properties ${ABSTRACTS}>${property(["header", "Diagram"])}${property(["text", "Name", "Ward"])}</Properties>
<Borders>${borders.map(stencil).join("\n")}</Borders>
<Lines>${lines.map(stencil).join("\n")}</Lines></DrawingSurfaceModel></DrawingSurfaceList>
<MetaInformation>${about.join("\n")}</MetaInformation>
<ThreatInstances xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays">${threats.map(threat).join("\n")}</ThreatInstances>
<Version>4.3</Version></ThreatModel>`;
}
