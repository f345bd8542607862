// Reads feeds with node-ical: MagicMirror and many servers.

const nodeIcal = require("node-ical");
const { sayAll, utc } = require("./said.cjs");

sayAll((text) =>
  Object.values(nodeIcal.sync.parseICS(text))
    .filter((component) => component.type === "VEVENT")
    .map(({ uid, start, end, status }) => ({ uid, start: utc(start), end: utc(end), status })),
);
