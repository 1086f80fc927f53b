import { startWebServer } from "../../lib/server/web.ts";

// In a worker, `self` is the port to the page; the DOM's types take it for a window.
startWebServer(self as unknown as Worker);
