import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { buttonClass } from "../ui/button.tsx";
import { usePageTitle } from "../ui/page-header.tsx";
import { Empty } from "../ui/states.tsx";

export function NotFound() {
  usePageTitle("Page not found");
  return (
    <div className="pt-10">
      <h1 className="sr-only">Page not found</h1>
      <Empty
        icon={<Compass />}
        title="There is no page at this address"
        actions={
          <>
            <Link to="/" className={buttonClass("primary")}>
              Services
            </Link>
            <Link to="/docs" className={buttonClass()}>
              API docs
            </Link>
          </>
        }
      >
        The link may be mistyped, or what it led to was deleted.
      </Empty>
    </div>
  );
}
