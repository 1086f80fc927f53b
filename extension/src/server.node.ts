import { startServer } from "../../lib/server/node.ts";
import { nodeHost } from "../../lib/workspace/nodeHost.ts";

startServer(nodeHost());
