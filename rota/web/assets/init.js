// The classes come first: GOV.UK Frontend starts only where they are. They stand in no inline script, for the policy
// of content allows none.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
const { initAll } = await import("./govuk-frontend.min.js");
initAll();
