import test from 'ava';
import { z } from 'zod';
import { InvalidRequest, type Violation } from '../errors.ts';
import { ids, line, pageSize, text } from '../fields.ts';
import { because, parse } from '../validate.ts';

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

test('a violation says its reason, where the contract has one', (t) => {
  const schema = z.object({
    name: line({ min: 1, max: 3 }),
    bio: text({ min: 2, max: 3 }),
    etag: text({ min: 0, max: 3 }),
    handle: z.string().regex(/^[a-z]+$/),
    password: z.string().min(1),
    postIds: ids({ min: 1, max: 2 }),
    pageSize,
    profile: z.object({}),
    term: z.string().refine((term) => term === 'tea', { error: 'must be tea', ...because('INVALID_FORMAT') }),
    audience: z.string().refine((audience) => audience === '', 'must be good'),
  });
  const request = { name: ' ', bio: 'a', etag: 'abcd', handle: '!', password: '', postIds: ['', '', ''], pageSize: -1 };
  const violations = violationsOf(schema, { ...request, profile: undefined, term: 'coffee', audience: 'x' });
  t.deepEqual(Object.fromEntries(violations.map(({ field, reason }) => [field, reason])), {
    name: 'REQUIRED',
    bio: 'TOO_SHORT',
    etag: 'TOO_LONG',
    handle: 'INVALID_FORMAT',
    password: 'REQUIRED',
    post_ids: 'TOO_LONG',
    page_size: 'OUT_OF_RANGE',
    profile: 'REQUIRED',
    term: 'INVALID_FORMAT',
    audience: undefined,
  });
});

test('a member of a oneof goes by its own name', (t) => {
  const name = z.object({ $case: z.literal('accountId'), value: z.string().min(3) });
  t.deepEqual(fieldsOf(z.object({ name }), { name: { $case: 'accountId', value: '' } }), ['account_id']);
  t.deepEqual(fieldsOf(z.object({ name }), { name: undefined }), ['name']);
});
