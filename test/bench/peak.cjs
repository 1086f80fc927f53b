// Loaded into a child before its script: tells the peak of its memory (kB) and its processor time (ms) when it ends.
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(process.env.PREMARKET_PEAK_FILE, `${maxRSS} ${(userCPUTime + systemCPUTime) / 1000}`);
});
