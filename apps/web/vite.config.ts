import { env } from "node:process";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** In development the server runs beside Vite; in production it serves `dist` itself. */
const server = env["SURETY_SERVER_URL"] ?? "http://127.0.0.1:4400";

export default defineConfig({
  plugins: [react(), tailwindcss()],
  // The content security policy allows files of our own origin only: no data URIs, no inline script.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, reportCompressedSize: true },
  worker: { format: "es" },
  server: { proxy: { "/trpc": server, "/api": server, "/v1": server, "/openapi.json": server } },
});
