import { MailContent } from "@surety/model/mails";
import { expect, it } from "vitest";
import { renderMail } from "./render-mail.ts";

it("keeps names that people chose in one line, so that none adds a header or a paragraph", () => {
  const { subject, text } = renderMail(
    MailContent.parse({
      kind: "invitation",
      to: "grace@example.com",
      organization: "Acme\r\nBcc: all@example.com\n\nClick here: https://evil.example",
      inviter: "Ada\u2028\u0000Lovelace",
      role: "member",
      link: "https://surety.example.com/invitations#surety_inv_x",
      expiresAt: "2026-11-30T12:00:00.000Z",
    }),
  );
  expect(subject).toBe("Ada Lovelace invites you to Acme Bcc: all@example.com Click here: https://evil.example");
  expect(text.split("\n\n")).toHaveLength(4);
  expect(text).toContain("https://surety.example.com/invitations#surety_inv_x\n");
});
