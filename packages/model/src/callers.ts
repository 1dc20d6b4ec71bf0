import { z } from "zod";
import { changeCondition } from "./conditions.ts";
import { OrganizationId, TokenId, type UserId } from "./ids.ts";
import { ServiceName } from "./names.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";

/** What a credential may do. `read` reads everything of its organization; the others change one kind of thing. */
export const Scope = z.enum(["read", "contracts:write", "deployments:write", "exceptions:write", "admin"]);
export type Scope = z.infer<typeof Scope>;
export const Role = z.enum(["owner", "admin", "member", "viewer"]);
export type Role = z.infer<typeof Role>;

/** Which scopes a signed-in member has. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  owner: ["read", "contracts:write", "deployments:write", "exceptions:write", "admin"],
  admin: ["read", "contracts:write", "deployments:write", "exceptions:write", "admin"],
  member: ["read", "contracts:write", "deployments:write", "exceptions:write"],
  viewer: ["read"],
};

/**
 * What a credential with these scopes may do. `deployments:write` brings `exceptions:write`: tokens from before accepting had a
 * scope of its own keep what they could do.
 */
export function grantedScopes(scopes: readonly Scope[]): Scope[] {
  return [...new Set<Scope>(scopes.includes("deployments:write") ? [...scopes, "exceptions:write"] : scopes)];
}

/** Where a request came from, for the audit log. */
export interface CallOrigin {
  readonly address: string;
  readonly userAgent: string | null;
  readonly requestId: string;
}

/** Who asks: the organization always comes from the credential, never from the request. */
export type Caller =
  | {
      readonly type: "member";
      readonly organizationId: OrganizationId;
      readonly userId: UserId;
      readonly role: Role;
      readonly scopes: readonly Scope[];
      /** The session that the request came with. */
      readonly sessionId?: string;
      readonly origin?: CallOrigin;
    }
  | {
      readonly type: "token";
      readonly organizationId: OrganizationId;
      readonly tokenId: TokenId;
      readonly name: string;
      readonly scopes: readonly Scope[];
      /** The only services that it may change, where it is limited to some; it reads all. */
      readonly services?: readonly ServiceName[] | null;
      readonly origin?: CallOrigin;
    };

/** Who the server takes the caller to be. */
export const Identity = z.object({
  type: z.enum(["member", "token"]),
  organization: z.object({ id: OrganizationId, name: z.string(), slug: z.string() }),
  name: z.string().describe("the member's or the token's name"),
  email: z.string().nullable(),
  role: Role.nullable(),
  scopes: z.array(Scope),
});
export type Identity = z.infer<typeof Identity>;

/** An API token, without its secret. */
export const Token = z.object({
  id: TokenId,
  name: z.string(),
  prefix: z.string().describe("the first characters, to recognise it by"),
  scopes: z.array(Scope),
  services: z.array(ServiceName).nullable().describe("the only services that it may change; null: all"),
  createdAt: Timestamp,
  expiresAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable(),
});
export type Token = z.infer<typeof Token>;
export const CreateTokenInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(Scope).min(1).max(8),
  services: z.array(ServiceName).min(1).max(50).nullable().optional().describe("the only services that it may change; null: all"),
  expiresInDays: z.int().min(1).max(3650).nullable().default(365),
});
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;
/** The only time that the secret is shown. */
export const CreatedToken = Token.extend({ secret: z.string() });
export type CreatedToken = z.infer<typeof CreatedToken>;
export const GetTokenInput = z.strictObject({ token: TokenId });
export type GetTokenInput = z.infer<typeof GetTokenInput>;
export const DeleteTokenInput = GetTokenInput.extend(changeCondition);
export type DeleteTokenInput = z.infer<typeof DeleteTokenInput>;
export const ListTokensInput = PageInput;
export type ListTokensInput = PageInput;
export const TokenPage = pageOf(Token);
