import { runRequest } from "./run-request.ts";
import { serve } from "./serve.ts";

serve(runRequest);
