/**
 * What fields, values and round types are called. A round type may bring words of its own in WORDS (`staff.type.<type>.…`); then come the
 * common ones (`staff.field.…`), then what the schema says. Nothing else is decided here.
 */
import { t } from "../words.js";

/** The first of these keys that has a sentence. @param {string[]} keys @param {string} otherwise */
function first(keys, otherwise) {
  const known = keys.find((key) => t(key) !== key);
  return known ? t(known) : otherwise;
}

/** The place of a field in its type, without numbers: `options_text`. @param {(string | number)[]} path */
export const placeOf = (path) => path.filter((part) => typeof part === "string").join("_");

/** @param {string} type @param {import("./schema.js").Field} field @param {string} [place] */
export function labelOf(type, field, place = field.name) {
  return first([`staff.type.${type}.${place}`, `staff.field.${field.name}`], field.title);
}

/** A sentence below the label, where one helps. @param {string} type @param {string} place */
export function hintOf(type, place) {
  return first([`staff.type.${type}.${place}_hint`, `staff.hint.${place}`], "");
}

/** @param {string} type @param {string} name @param {string} value */
export function valueOf(type, name, value) {
  return first([`staff.type.${type}.${name}_${value}`, `staff.value.${name}_${value}`], value);
}

/** @param {string} type */
export function typeName(type) {
  return first([`staff.type.${type}`], type);
}

/** One sentence for whoever looks for a type. @param {string} type */
export function typeAbout(type) {
  return first([`staff.type.${type}.about`], "");
}
