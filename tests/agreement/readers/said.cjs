// What both JavaScript readers do alike: read a folder of feeds and say each event on a line of its own.
// A line is "feed|uid|start|end|status", the times in UTC; a feed that cannot be read is "feed|refused|error".

const fs = require("node:fs");
const path = require("node:path");

exports.utc = (date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

exports.sayAll = (read) => {
  const folder = process.argv[2];
  const lines = [];
  for (const name of fs.readdirSync(folder).filter((name) => name.endsWith(".ics"))) {
    try {
      const events = read(fs.readFileSync(path.join(folder, name), "utf8"));
      lines.push(...events.map(({ uid, start, end, status }) => `${name}|${uid}|${start}|${end}|${status || "none"}`));
    } catch (error) {
      lines.push(`${name}|refused|${error.name}`);
    }
  }
  process.stdout.write(lines.sort().map((line) => `${line}\n`).join(""));
};
