/**
 * From a round type's JSON Schema to the fields of a form, and small work on item values. Knows no round type and draws nothing.
 * What a field looks like: fields.js. Where the words of a field come from: labels.js.
 */

/** @typedef {Record<string, any>} Json */
/**
 * @typedef {Object} Field one field, ready to be drawn
 * @property {string} name
 * @property {"text" | "choice" | "flag" | "number" | "line" | "picture" | "set" | "lines" | "list" | "group" | "raw"} kind
 * @property {boolean} required
 * @property {boolean} nullable may be left out
 * @property {string} title what the schema calls it
 * @property {any} preset the schema's default
 * @property {number} [limit] most characters
 * @property {number} [least] fewest entries, or smallest number
 * @property {number} [most] most entries, or largest number
 * @property {boolean} [whole] a number without decimals
 * @property {string[]} [values] what to choose from
 * @property {Field[]} [fields] inside a group
 * @property {Field} [item] inside a list
 */

/** Kept by the server: no form shows them. */
export const KEPT = ["id", "type", "status", "reviewer", "reviewed_on"];

const UP_TO = 1000000;

/** A schema with its `$ref` put in place; what stands beside the `$ref` is laid over it. @param {Json} schema @param {Json} root @returns {Json} */
function resolved(schema, root) {
  if (!schema.$ref) return schema;
  const { $ref, properties = {}, ...beside } = schema;
  const target = resolved($ref.split("/").slice(1).reduce((/** @type {Json} */ at, /** @type {string} */ part) => at[part], root), root);
  const merged = Object.fromEntries(Object.entries(target.properties || {}).map(([name, inner]) => [name, { ...inner, ...properties[name] }]));
  return { ...target, ...beside, ...(target.properties ? { properties: merged } : {}) };
}

/** Without the `null` of an optional field. @param {Json} schema @param {Json} root @returns {{schema: Json, nullable: boolean}} */
function bare(schema, root) {
  const one = resolved(schema, root);
  const ways = one.anyOf || one.oneOf;
  if (!ways) return { schema: one, nullable: false };
  const left = ways.filter((/** @type {Json} */ way) => way.type !== "null");
  const { anyOf, oneOf, ...beside } = one;
  return { schema: { ...resolved(left[0] || {}, root), ...beside }, nullable: left.length < ways.length };
}

/** Both languages, and nothing else. @param {Json} schema */
function isText(schema) {
  const names = Object.keys(schema.properties || {});
  return names.length === 2 && ["id", "en"].every((lang) => schema.properties[lang] && schema.properties[lang].type === "string");
}

/** @param {Json} schema */
const valuesOf = (schema) => schema.enum || (schema.const === undefined ? null : [schema.const]);

/** @param {string} name @param {Json} given @param {Json} root @param {boolean} required @returns {Field} */
export function fieldOf(name, given, root, required) {
  const { schema, nullable } = bare(given, root);
  const field = { name, required, nullable, title: given.title || name, preset: given.default };
  const values = valuesOf(schema);
  if (isText(schema)) return { ...field, kind: "text", limit: schema.properties.id.maxLength };
  if (values && values.every((/** @type {any} */ value) => typeof value === "string")) return { ...field, kind: "choice", values };
  if (schema.type === "boolean") return { ...field, kind: "flag" };
  if (schema.type === "integer" || schema.type === "number") {
    return { ...field, kind: "number", least: schema.minimum ?? schema.exclusiveMinimum, most: schema.maximum, whole: schema.type === "integer" };
  }
  if (schema.type === "string") return { ...field, kind: /png|jpg/.test(schema.pattern || "") ? "picture" : "line", limit: schema.maxLength };
  if (schema.type === "object" && schema.properties) return { ...field, kind: "group", fields: fieldsOf(schema, root) };
  if (schema.type === "array") {
    const item = fieldOf("", schema.items || {}, root, true);
    const counts = { least: schema.minItems || 0, most: schema.maxItems === undefined ? UP_TO : schema.maxItems };
    if (item.kind === "choice") return { ...field, ...counts, kind: "set", values: item.values };
    return { ...field, ...counts, kind: item.kind === "line" ? "lines" : "list", item };
  }
  return { ...field, kind: "raw" };
}

/** The fields of an object's schema in its order, without those that can only have one value. @param {Json} schema @param {Json} [root] @returns {Field[]} */
export function fieldsOf(schema, root = schema) {
  const required = schema.required || [];
  return Object.entries(schema.properties || {})
    .filter(([, inner]) => valuesOf(bare(inner, root).schema)?.length !== 1)
    .map(([name, inner]) => fieldOf(name, inner, root, required.includes(name)));
}

/** Field names that every type has: they are about the item, not about the question. @param {Record<string, {schema: Json}>} types */
export function sharedNames(types) {
  const all = Object.values(types).map(({ schema }) => Object.keys(schema.properties));
  return all.length > 1 ? all[0].filter((name) => all.every((names) => names.includes(name))) : [];
}

/** Those to show at once, and those folded away. @param {Field[]} fields @param {string[]} shared */
export function folded(fields, shared) {
  const own = fields.filter(({ name }) => !KEPT.includes(name));
  const away = (/** @type {Field} */ field) => shared.includes(field.name) || (field.nullable && ["number", "line", "choice"].includes(field.kind));
  return { shown: own.filter((field) => !away(field)), away: own.filter(away) };
}

/** An empty value to begin with. @param {Field} field @returns {any} */
export function emptyOf(field) {
  if (field.preset !== undefined && field.preset !== null) return field.preset;
  if (field.kind === "text") return { id: "", en: "" };
  if (field.kind === "flag") return false;
  if (field.kind === "group") return emptyItem(/** @type {Field[]} */ (field.fields));
  if (field.kind === "set" || field.kind === "lines") return [];
  if (field.kind === "list") return Array.from({ length: field.least || 0 }, () => emptyOf(/** @type {Field} */ (field.item)));
  return undefined;
}

/** What an item of these fields begins with: all that is required, and nothing else. @param {Field[]} fields @returns {Json} */
export function emptyItem(fields) {
  return Object.fromEntries(fields.filter((field) => field.required).map((field) => [field.name, emptyOf(field)]));
}

/** The value with another one at `path`; `undefined` takes it away. Nothing is changed in place. @param {any} value @param {(string | number)[]} path @param {any} next @returns {any} */
export function setAt(value, path, next) {
  if (path.length === 0) return next;
  const [part, ...rest] = path;
  if (typeof part === "number") return (value || []).map((/** @type {any} */ inner, /** @type {number} */ i) => (i === part ? setAt(inner, rest, next) : inner));
  const { [part]: before, ...others } = value || {};
  const after = setAt(before, rest, next);
  if (after === undefined) return others;
  return value && part in value ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === part ? after : inner])) : { ...others, [part]: after };
}

/** As it goes to the server: optional fields that say nothing are left out, and so is an empty English text. @param {any} value @param {Field[]} fields @returns {Json} */
export function tidy(value, fields) {
  const known = new Map(fields.map((field) => [field.name, field]));
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]) => [name, known.has(name) ? tidied(inner, /** @type {Field} */ (known.get(name))) : inner])
      .filter(([, inner]) => inner !== undefined),
  );
}

/** @param {any} value @param {Field} field @returns {any} */
function tidied(value, field) {
  if (value === null || value === undefined) return undefined;
  const optional = !field.required;
  if (field.kind === "text") {
    if (optional && !value.id && !value.en) return undefined;
    return value.en ? value : { id: value.id };
  }
  if (field.kind === "group") return tidy(value, /** @type {Field[]} */ (field.fields));
  if (field.kind === "list") {
    if (optional && value.length === 0) return undefined;
    const item = /** @type {Field} */ (field.item);
    return value.map((/** @type {any} */ inner) => tidied(inner, { ...item, required: true }));
  }
  if (optional && (value === "" || (Array.isArray(value) && value.length === 0))) return undefined;
  return optional && value === field.preset ? undefined : value;
}

/** @template T @param {T[]} list @param {number} from @param {number} to @returns {T[]} */
export function movedTo(list, from, to) {
  if (to < 0 || to >= list.length || from === to) return list;
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, to), list[from], ...rest.slice(to)];
}

/** What is said of one path: messages at it, or at something inside it that has no place of its own. @param {{field: string, message: string}[]} said @param {string} path @param {boolean} [inside] @returns {string[]} */
export function saidAt(said, path, inside = false) {
  return said.filter(({ field }) => field === path || (inside && field.startsWith(`${path}.`))).map(({ message }) => message);
}

/** Messages about fields that this form does not show. @param {{field: string, message: string}[]} said @param {string[]} names */
export function saidElsewhere(said, names) {
  return said.filter(({ field }) => !names.includes(field.split(".")[0])).map(({ message }) => message);
}
