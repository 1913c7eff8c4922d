import {modelOf} from "../components/mnist/network.js";
import {articleSettings} from "../components/mnist/settings.js";

/** Numbers in the prose of /mnist. */
export const numbers = (): Record<string, string> => ({
  parameters: modelOf(articleSettings).parameters.length.toLocaleString("en-US")
});
