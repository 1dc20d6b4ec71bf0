import { load } from "js-yaml";

// An exception reaches the page as the worker's error event.
addEventListener("message", (message: MessageEvent<unknown>) => {
  if (typeof message.data === "string") postMessage(load(message.data, { maxDepth: 500, json: true }));
});
