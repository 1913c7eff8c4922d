import {
  hyperparameterTable,
  quantityTable,
  ruleList,
  scheduleTable,
  sourceTable,
  surfaceTable,
  symbolTable
} from "../components/chapters/notation/tables.js";
import {rules} from "../lib/optim/index.js";

export const numbers = (): Record<string, string> => ({
  count: String(Object.keys(rules).length),
  symbols: symbolTable(),
  hyperparameters: hyperparameterTable(),
  quantities: quantityTable(),
  rules: ruleList(),
  schedules: scheduleTable(),
  surfaces: surfaceTable(),
  sources: sourceTable()
});
