// Expands calendars with ical.js: Thunderbird, Nextcloud's calendar and cal.com.

const ICAL = require("ical.js");
const { answerAll, isBusy, utc } = require("./answering.cjs");

const said = (time) => {
  if (time.isDate) return time.toICALString();
  if (time.zone === ICAL.Timezone.localTimezone) return time.toICALString();
  return utc(new Date(time.toUnixTime() * 1000));
};

const busy = (event) =>
  isBusy(...["status", "transp", "x-microsoft-cdo-busystatus"].map((name) => event.component.getFirstPropertyValue(name)));

function* series(event, after) {
  const iterator = event.iterator();
  for (let next = iterator.next(); next && next.toUnixTime() < after; next = iterator.next()) {
    const details = event.getOccurrenceDetails(next);
    if (busy(details.item)) yield [said(details.startDate), said(details.endDate)];
  }
}

function* events(root, before) {
  for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const all = root.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  const masters = all.filter((event) => !event.isRecurrenceException());
  const uids = new Set(masters.map((event) => event.uid));
  for (const event of masters) {
    for (const other of all) if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
    if (event.isRecurring()) yield* series(event, before);
    else if (busy(event)) yield [said(event.startDate), said(event.endDate)];
  }
  for (const event of all) {
    if (event.isRecurrenceException() && !uids.has(event.uid) && busy(event)) yield [said(event.startDate), said(event.endDate)];
  }
}

answerAll((text, first, last) => {
  ICAL.TimezoneService.reset();
  const parsed = ICAL.parse(text);
  const roots = typeof parsed[0] === "string" ? [parsed] : parsed;
  return roots.flatMap((root) => [...events(new ICAL.Component(root), last.getTime() / 1000)]);
});
