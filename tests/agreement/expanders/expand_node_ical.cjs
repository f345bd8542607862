// Expands calendars with node-ical: MagicMirror and most programs of node.

const ical = require("node-ical");
const { answerAll, day, isBusy, utc } = require("./answering.cjs");

const said = (date, whole) => (whole ? day(date) : utc(new Date(date)));

answerAll((text, from, to) =>
  Object.values(ical.parseICS(text))
    .filter((event) => event.type === "VEVENT")
    .flatMap((event) => ical.expandRecurringEvent(event, { from, to, expandOngoing: true }))
    .filter(({ event }) => isBusy(event.status, event.transparency, event["MICROSOFT-CDO-BUSYSTATUS"]))
    .map(({ start, end, isFullDay }) => [said(start, isFullDay), said(end, isFullDay)]),
);
