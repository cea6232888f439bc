import { initAll } from "./govuk-frontend.min.js";
import "./chosen.js";
import "./progress.js";

initAll();
