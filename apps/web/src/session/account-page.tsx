import { useQuery } from "@tanstack/react-query";
import { PageHeader } from "../ui/page-header.tsx";
import { Section } from "../ui/section.tsx";
import { Loading } from "../ui/states.tsx";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { sessionQuery } from "./session-query.ts";
import { SessionList } from "./session-list.tsx";

export function AccountPage() {
  const { data: session } = useQuery(sessionQuery);
  return (
    <>
      <PageHeader
        title="Account"
        meta={session && <p>{session.role ? `${session.role} of ${session.organization.name}` : session.organization.name}</p>}
      />
      {!session ? (
        <Loading what="your account" />
      ) : (
        <>
          <Section title="Profile">
            <ProfileForm key={`${session.name} ${session.email}`} name={session.name} email={session.email ?? ""} />
          </Section>
          <Section title="Password">
            <PasswordForm />
          </Section>
          <Section title="Sessions">
            <SessionList />
          </Section>
        </>
      )}
    </>
  );
}
