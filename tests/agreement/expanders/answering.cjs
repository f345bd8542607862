// What both JavaScript expanders do alike: read paths from the input and answer each with a line of JSON
// (answering.py says how). They run with TZ=Europe/London, so that times without a zone are London's.

const fs = require("node:fs");
const readline = require("node:readline");

const DAY = 86_400_000;

const two = (number) => String(number).padStart(2, "0");
exports.day = (date) => `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
exports.utc = (date) => `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;

exports.isBusy = (status, transparency, outlook) => {
  const [state, shown, word] = [status, transparency, outlook].map((said) => String(said || "").toUpperCase());
  return !["CANCELLED", "CANCELED"].includes(state) && shown !== "TRANSPARENT" && !["FREE", "WORKINGELSEWHERE"].includes(word);
};

exports.answerAll = async (expand) => {
  const [first, last] = process.argv.slice(2, 4).map((word) => new Date(`${word}T00:00:00`));
  const window = [new Date(first.getTime() - 7 * DAY), new Date(last.getTime() + 8 * DAY)];
  for await (const path of readline.createInterface({ input: process.stdin })) {
    let answer;
    try {
      answer = { times: expand(fs.readFileSync(path, "utf8"), ...window) };
    } catch (error) {
      answer = { refused: error.name };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
};
