// The stream overlay follows the figures; nobody sits before it, so there is nothing to press.
import { follow } from "./live.js";

follow(document.body);
