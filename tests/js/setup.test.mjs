/** What set-up makes of a shorter programme and of the last visit. */
import assert from "node:assert/strict";
import test from "node:test";
import { allOf, lengthOf, visitOf } from "../../static/js/screen/setup_visit.js";

const programme = { minutes: 60, sections: [{ title: "A", seconds: [60, 60] }, { title: "B", seconds: [120] }] };

test("all of a programme takes what its file says, less takes its share", () => {
  assert.deepEqual(lengthOf(programme, allOf(programme)), { items: 3, minutes: 60 });
  assert.deepEqual(lengthOf(programme, [1, 1]), { items: 2, minutes: 45 });
  assert.deepEqual(lengthOf(programme, [0, 0]), { items: 0, minutes: 0 });
  assert.deepEqual(lengthOf(undefined, []), { items: 0, minutes: 0 });
});

test("school and follow-up are kept from the last visit, the end is not", () => {
  const last = { school: "SMPN 7", ends_at: "11:30", follow_up_who: "Bu Rina", follow_up_when: "" };
  assert.deepEqual(visitOf(last), { ...last, ends_at: "" });
  assert.deepEqual(visitOf(), { school: "", ends_at: "", follow_up_who: "", follow_up_when: "" });
});
