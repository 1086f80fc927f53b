import { startServer } from "../../lib/cli/startServer.ts";
import { nodeHost } from "../../lib/workspace/nodeHost.ts";

startServer(nodeHost());
