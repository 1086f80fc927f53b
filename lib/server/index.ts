/** `premarket/server`: the language server for hosts that bring their own connection. */
export type { ServerHost } from "./host.ts";
export * from "./protocol.ts";
export { createServer } from "./server.ts";
