import { initAll } from "./govuk-frontend.min.js";
import "./chosen.js";

initAll();
