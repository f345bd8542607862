// Reads feeds with ical.js: Thunderbird, Nextcloud's calendar and cal.com.

const ICAL = require("ical.js");
const { sayAll, utc } = require("./said.cjs");

const moment = (time) =>
  time.zone === ICAL.Timezone.localTimezone ? `${time.toICALString()} floating` : utc(new Date(time.toUnixTime() * 1000));

sayAll((text) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: moment(event.startDate),
      end: moment(event.endDate),
      status: component.getFirstPropertyValue("status"),
    };
  }),
);
