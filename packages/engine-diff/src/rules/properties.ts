import type { Kind } from "../kind.ts";

const KEEP = "Keep the field, or deprecate it first and remove it in a new version.";

export const propertyAdded: Kind = {
  id: "request-property-added",
  title: "Optional property added to a request",
  why: "Clients that do not know the property leave it out, and the server accepts that.",
  hint: "Nothing to do: this breaks nobody.",
};

export const requiredPropertyAdded: Kind = {
  id: "request-required-property-added",
  title: "Required property added to a request",
  why: "Existing clients do not send the property, so all their requests are refused.",
  hint: "Make the property optional, with a default on the server.",
};

export const requestPropertyRemoved: Kind = {
  id: "request-property-removed",
  title: "Property removed from a request",
  why: "Clients that still send the property are refused where other properties are not allowed; elsewhere the server ignores what they ask for.",
  hint: KEEP,
};

export const becameRequired: Kind = {
  id: "request-property-became-required",
  title: "Request property became required",
  why: "Clients that leave the property out, as the old contract allows, are refused.",
  hint: "Keep the property optional, with a default on the server.",
};

export const becameOptional: Kind = {
  id: "request-property-became-optional",
  title: "Request property became optional",
  why: "The server accepts more than before; requests that were valid stay valid.",
  hint: "Nothing to do: this breaks nobody.",
};

export const becameReadOnly: Kind = {
  id: "request-property-became-read-only",
  title: "Request property became read-only",
  why: "The property belongs to responses only from now on; what clients send for it is not used.",
  hint: "Tell clients that the value they send is ignored.",
};

export const responsePropertyAdded: Kind = {
  id: "response-property-added",
  title: "Property added to a response",
  why: "Readers ignore properties that they do not know.",
  hint: "Nothing to do, unless your clients refuse unknown properties (strict readers).",
};

export const optionalPropertyRemoved: Kind = {
  id: "response-property-removed",
  title: "Optional property removed from a response",
  why: "The property could be missing before, so readers are prepared for that.",
  hint: "Nothing to do: this breaks nobody who follows the contract.",
};

export const requiredPropertyRemoved: Kind = {
  id: "response-required-property-removed",
  title: "Required property removed from a response",
  why: "Readers rely on the property being there, and it no longer is.",
  hint: KEEP,
};

export const responseBecameOptional: Kind = {
  id: "response-property-became-optional",
  title: "Response property became optional",
  why: "Readers rely on the property being there, and from now on it may be missing.",
  hint: "Keep the property required, and send it always.",
};

export const responseBecameRequired: Kind = {
  id: "response-property-became-required",
  title: "Response property became required",
  why: "The property is always there from now on; readers that could do without it still can.",
  hint: "Nothing to do: this breaks nobody.",
};

export const propertyKinds: readonly Kind[] = [
  propertyAdded,
  requiredPropertyAdded,
  requestPropertyRemoved,
  becameRequired,
  becameOptional,
  becameReadOnly,
  responsePropertyAdded,
  optionalPropertyRemoved,
  requiredPropertyRemoved,
  responseBecameOptional,
  responseBecameRequired,
];
