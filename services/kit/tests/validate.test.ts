import test from 'ava';
import { z } from 'zod';
import { InvalidRequest, type Violation } from '../errors.ts';
import { ids } from '../fields.ts';
import { parse } from '../validate.ts';

function violationsOf(schema: z.ZodType, request: unknown): readonly Violation[] {
  try {
    parse(schema, request);
    return [];
  } catch (error) {
    if (error instanceof InvalidRequest) return error.violations;
    throw error;
  }
}

const fieldsOf = (schema: z.ZodType, request: unknown) => violationsOf(schema, request).map(({ field }) => field);

test('a good request is given back as its schema makes it', (t) => {
  t.deepEqual(parse(z.object({ name: z.string().trim() }), { name: ' Ana ', more: 1 }), { name: 'Ana' });
});

test('paths are in the names of the contract', (t) => {
  const schema = z.object({
    updateMask: z.object({ paths: z.array(z.enum(['bio'])) }),
    postIds: ids({ min: 1, max: 2 }),
  });
  const request = { updateMask: { paths: ['bio', 'x'] }, postIds: ['a', 'b'] };
  t.deepEqual(fieldsOf(schema, request), ['update_mask.paths[1]', 'post_ids[0]', 'post_ids[1]']);
  // The items of a list that is too long are not looked at.
  t.deepEqual(fieldsOf(schema, { ...request, postIds: ['a', 'b', 'c'] }), ['update_mask.paths[1]', 'post_ids']);
});

test('a member of a oneof goes by its own name', (t) => {
  const name = z.object({ $case: z.literal('accountId'), value: z.string().min(3) });
  t.deepEqual(fieldsOf(z.object({ name }), { name: { $case: 'accountId', value: '' } }), ['account_id']);
  t.deepEqual(fieldsOf(z.object({ name }), { name: undefined }), ['name']);
});
