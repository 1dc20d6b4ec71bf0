import { containsRule, prefixItemsRule, unevaluatedItemsRule } from "./rules/arrays.ts";
import { enumRule } from "./rules/enums.ts";
import {
  maximumRule,
  maxItemsRule,
  maxLengthRule,
  maxPropertiesRule,
  minimumRule,
  minItemsRule,
  minLengthRule,
  minPropertiesRule,
  multipleOfRule,
  uniqueItemsRule,
} from "./rules/limits.ts";
import { conditionRule, notRule, unknownKeywordRule } from "./rules/logic.ts";
import {
  additionalPropertiesRule,
  dependentRule,
  patternPropertiesRule,
  propertyNamesRule,
  unevaluatedPropertiesRule,
} from "./rules/objects.ts";
import { contentRule, contentSchemaRule, formatRule, patternRule } from "./rules/strings.ts";
import { nullRule, typeRule } from "./rules/json-types.ts";
import { unionRule } from "./rules/unions.ts";
import type { SchemaRule } from "./schema-rule.ts";

/** All rules about keywords, in the order in which they are applied. */
export const schemaRules: readonly SchemaRule[] = [
  typeRule,
  nullRule,
  enumRule,
  minimumRule,
  maximumRule,
  multipleOfRule,
  minLengthRule,
  maxLengthRule,
  patternRule,
  formatRule,
  contentRule,
  contentSchemaRule,
  minItemsRule,
  maxItemsRule,
  uniqueItemsRule,
  prefixItemsRule,
  containsRule,
  unevaluatedItemsRule,
  minPropertiesRule,
  maxPropertiesRule,
  additionalPropertiesRule,
  patternPropertiesRule,
  propertyNamesRule,
  dependentRule,
  unevaluatedPropertiesRule,
  notRule,
  conditionRule,
  unknownKeywordRule,
  unionRule,
];
