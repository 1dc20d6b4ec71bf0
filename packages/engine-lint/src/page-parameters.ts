import type { Operation, Parameter } from "@surety/engine-spec/api";

const SIZE =
  /^(?:limit|count|first|last|top|\$top|take|max|size|n|rows|(?:page|per|max|batch)[-_.]?(?:page|size|results|items|limit|count)|page\[(?:size|limit)\])$/i;
const POSITION =
  /^(?:page|cursor|after|before|offset|skip|\$skip|start|from|continue|marker|since|since[-_]?id|starting[-_]?after|ending[-_]?before|\$skiptoken|page[-_.]?(?:number|token|index|cursor|key|no|num)|(?:next|start|continuation)[-_]?(?:token|page|cursor|key)|page\[(?:number|cursor|offset|after|before)\])$/i;

/** Parameters that say how many items a page has. */
export function sizeParameters({ parameters }: Operation): Parameter[] {
  return parameters.filter(({ in: place, name }) => place === "query" && SIZE.test(name));
}

/** Whether the caller can ask for one page after the other. */
export function isPaged(operation: Operation): boolean {
  return operation.parameters.some(({ in: place, name }) => place === "query" && POSITION.test(name));
}
