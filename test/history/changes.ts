/**
 * Legal changes of a shape: each gives the new fields, the step that its author would write, and, independently of any
 * code of the generator, what becomes of an old value in JSON.
 */
import {
  type Change,
  type Facts,
  isScalar,
  mapped,
  type Operator,
  pick,
  replaced,
  required,
  textOf,
  without,
  type World,
} from './change.js';
import { convert, custom, toList } from './conversions.js';
import { type Field, isList, isObject, type Json, randomType, randomValue, scalar, type Type } from './shapes.js';

/** As it is written in a step: a text that begins with $ has two. */
function constant(value: Json): Json {
  if (typeof value === 'string') return value.startsWith('$') ? `$${value}` : value;
  if (isList(value)) return value.map(constant);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, constant(member)] as const));
}

const addOptional: Operator = (fields, world) => ({
  kind: 'add-optional',
  fields: [
    ...fields,
    { name: world.freshName(), optional: true, type: randomType(world.random, world.names, world.freshName) },
  ],
  step: undefined,
  apply: (old) => old,
});

const addConstant: Operator = (fields, world) => {
  const name = world.freshName();
  const type = randomType(world.random, world.names, world.freshName);
  const value = randomValue(type, world);
  return {
    kind: 'add-constant',
    fields: [...fields, { name, optional: false, type }],
    step: { set: { [name]: constant(value) } },
    apply: (old) => ({ ...old, [name]: value }),
  };
};

const addFact: Operator = (fields, { random, hasFacts, freshName }) => {
  if (!hasFacts) return undefined;
  const name = freshName();
  const [written, type, valueOf] = random.pick<readonly [string, Type, (facts: Facts) => Json]>([
    ['$recordedAt', scalar('instant'), ({ recordedAt }) => recordedAt],
    ['$eventId', scalar('uuid'), ({ eventId }) => eventId],
    ['$streamVersion', scalar('integer'), ({ streamVersion }) => streamVersion],
    ['$id.thingId', scalar('uuid'), ({ thingId }) => thingId],
  ]);
  return {
    kind: 'add-fact',
    fields: [...fields, { name, optional: false, type }],
    step: { set: { [name]: written } },
    apply: (old, facts) => ({ ...old, [name]: valueOf(facts) }),
  };
};

const rename: Operator = (fields, world) => {
  const field = pick(fields, world, () => true);
  if (field === undefined) return undefined;
  const name = world.freshName();
  return {
    kind: 'rename',
    fields: replaced(fields, field, { ...field, name }),
    step: { rename: { [field.name]: name } },
    apply(old) {
      const value = old[field.name];
      return value === undefined ? old : { ...without(old, field.name), [name]: value };
    },
  };
};

const drop: Operator = (fields, world) => {
  if (fields.length < 2) return undefined;
  const field = pick(fields, world, () => true);
  if (field === undefined) return undefined;
  return {
    kind: 'drop',
    fields: replaced(fields, field),
    step: { drop: [field.name] },
    apply: (old) => without(old, field.name),
  };
};

const copy: Operator = (fields, world) => {
  const field = pick(
    fields,
    world,
    required(() => true),
  );
  if (field === undefined) return undefined;
  const name = world.freshName();
  return {
    kind: 'copy',
    fields: [...fields, { ...field, name }],
    step: { copy: { [field.name]: name } },
    apply: (old) => ({ ...old, [name]: old[field.name] ?? null }),
  };
};

/** Without a word. */
const widen: Operator = (fields, world) => {
  const field = pick(fields, world, isScalar('integer', 'uuid'));
  if (field?.type.kind !== 'scalar') return undefined;
  const to = field.type.scalar === 'uuid' ? 'string' : world.random.pick(['number', 'decimal', 'bigint'] as const);
  const change = (value: Json): Json => (to === 'decimal' || to === 'bigint' ? textOf(value) : value);
  return {
    kind: `widen-to-${to}`,
    fields: replaced(fields, field, { ...field, type: scalar(to) }),
    step: undefined,
    apply: (old) => mapped(old, field.name, change),
  };
};

const loosen: Operator = (fields, world) => {
  const field = pick(fields, world, ({ optional, type }) => !optional || type.kind === 'enum');
  if (field === undefined) return undefined;
  const { type } = field;
  if (type.kind === 'enum') {
    const wider: Type = { kind: 'enum', members: [...type.members, `new-${world.freshName()}`] };
    return {
      kind: 'widen-enum',
      fields: replaced(fields, field, { ...field, type: wider }),
      step: undefined,
      apply: (old) => old,
    };
  }
  const isNullable = type.kind === 'nullable' || (type.kind === 'scalar' && type.scalar === 'json');
  const looser: Field =
    isNullable || world.random.chance(2)
      ? { ...field, optional: true }
      : { ...field, type: { kind: 'nullable', of: type } };
  return { kind: 'loosen', fields: replaced(fields, field, looser), step: undefined, apply: (old) => old };
};

const narrowEnum: Operator = (fields, world) => {
  const field = pick(fields, world, ({ type }) => type.kind === 'enum' && type.members.length > 1);
  if (field?.type.kind !== 'enum') return undefined;
  const [gone = '', kept = '', ...rest] = field.type.members;
  const type: Type = { kind: 'enum', members: [kept, ...rest] };
  return {
    kind: 'narrow-enum',
    fields: replaced(fields, field, { ...field, type }),
    step: { map: { [field.name]: { [gone]: kept } } },
    apply: (old) => mapped(old, field.name, (value) => (value === gone ? kept : value)),
  };
};

const mapText: Operator = (fields, world) => {
  const field = pick(fields, world, isScalar('string', 'boolean'));
  if (field?.type.kind !== 'scalar') return undefined;
  const isText = field.type.scalar === 'string';
  const members = [`yes-${world.freshName()}`, 'no'];
  const [yes = ''] = members;
  const from = isText ? 'known' : true;
  const step = isText
    ? { map: { [field.name]: { known: yes, _: 'no' } } }
    : {
        map: {
          [field.name]: {
            from: field.name,
            values: [
              [true, yes],
              [false, 'no'],
            ],
          },
        },
      };
  return {
    kind: isText ? 'map-text' : 'map-boolean',
    fields: replaced(fields, field, { ...field, type: { kind: 'enum', members } }),
    step,
    apply: (old) => mapped(old, field.name, (value) => (value === from ? yes : 'no')),
  };
};

const fill: Operator = (fields, world) => {
  const field = pick(
    fields,
    world,
    ({ optional, type }) => optional && type.kind === 'scalar' && type.scalar !== 'json',
  );
  if (field === undefined) return undefined;
  const value = randomValue(field.type, world);
  return {
    kind: 'fill',
    fields: replaced(fields, field, { ...field, optional: false }),
    step: { fill: { [field.name]: constant(value) } },
    apply: (old) => (old[field.name] === undefined ? { ...old, [field.name]: value } : old),
  };
};

const nest: Operator = (fields, world) => {
  const field = pick(fields, world, ({ optional }) => !optional);
  if (field === undefined) return undefined;
  const group = world.freshName();
  return {
    kind: 'nest',
    fields: replaced(fields, field, { name: group, optional: false, type: { kind: 'object', fields: [field] } }),
    step: { rename: { [field.name]: `${group}.${field.name}` } },
    apply: (old) => ({ ...without(old, field.name), [group]: { [field.name]: old[field.name] ?? null } }),
  };
};

const flatten: Operator = (fields, world) => {
  const group = pick(
    fields,
    world,
    required(({ type }) => type.kind === 'object'),
  );
  if (group?.type.kind !== 'object') return undefined;
  const inner = group.type.fields;
  if (inner.some(({ name }) => fields.some((field) => field.name === name))) return undefined;
  return {
    kind: 'flatten',
    fields: replaced(fields, group, ...inner),
    step: { rename: Object.fromEntries(inner.map(({ name }) => [`${group.name}.${name}`, name])) },
    apply(old) {
      const value = old[group.name];
      return { ...without(old, group.name), ...(isObject(value) ? value : {}) };
    },
  };
};

const withinObject: Operator = (fields, world) => {
  const group = pick(
    fields,
    world,
    required(({ type }) => type.kind === 'object'),
  );
  if (group?.type.kind !== 'object') return undefined;
  const name = world.freshName();
  const type: Type = {
    kind: 'object',
    fields: [...group.type.fields, { name, optional: false, type: scalar('integer') }],
  };
  return {
    kind: 'set-within-object',
    fields: replaced(fields, group, { ...group, type }),
    step: { set: { [`${group.name}.${name}`]: 7 } },
    apply: (old) => mapped(old, group.name, (value) => (isObject(value) ? { ...value, [name]: 7 } : value)),
  };
};

const withinList: Operator = (fields, world) => {
  const list = pick(fields, world, ({ type }) => type.kind === 'list' && type.of.kind === 'object');
  if (list?.type.kind !== 'list' || list.type.of.kind !== 'object') return undefined;
  const [field] = list.type.of.fields;
  if (field === undefined) return undefined;
  const name = world.freshName();
  const of: Type = { kind: 'object', fields: replaced(list.type.of.fields, field, { ...field, name }) };
  const renamed = (item: Json): Json => {
    const value = isObject(item) ? item[field.name] : undefined;
    return isObject(item) && value !== undefined ? { ...without(item, field.name), [name]: value } : item;
  };
  return {
    kind: 'rename-within-list',
    fields: replaced(fields, list, { ...list, type: { kind: 'list', of } }),
    step: { rename: { [`${list.name}.*.${field.name}`]: `${list.name}.*.${name}` } },
    apply: (old) => mapped(old, list.name, (value) => (isList(value) ? value.map(renamed) : value)),
  };
};

/** Every named type inside, at its newest version. */
export function modernised(type: Type, names: World['names']): Type {
  switch (type.kind) {
    case 'named':
      return { kind: 'named', ...(names.find(({ name }) => name === type.name) ?? type) };
    case 'list':
    case 'map':
    case 'nullable':
      return { ...type, of: modernised(type.of, names) };
    case 'object':
      return { ...type, fields: type.fields.map((field) => ({ ...field, type: modernised(field.type, names) })) };
    case 'scalar':
    case 'enum':
      return type;
  }
}

/** Without a word: the types' own steps do it, wherever they stand. */
const modernise: Operator = (fields, { names, upcastType }) => {
  const modern = fields.map((field) => ({ ...field, type: modernised(field.type, names) }));
  if (JSON.stringify(modern) === JSON.stringify(fields)) return undefined;
  return {
    kind: 'modernise-types',
    fields: modern,
    step: undefined,
    apply: (old) =>
      Object.fromEntries(
        Object.entries(old).map(([key, value]) => {
          const type = fields.find(({ name }) => name === key)?.type;
          return [key, type === undefined ? value : upcastType(value, type)] as const;
        }),
      ),
  };
};

const operators: readonly [Operator, ...Operator[]] = [
  modernise,
  modernise,
  addOptional,
  addConstant,
  addFact,
  rename,
  drop,
  copy,
  widen,
  loosen,
  narrowEnum,
  mapText,
  fill,
  nest,
  flatten,
  withinObject,
  withinList,
  convert,
  toList,
  custom,
];

/** Some legal change of these fields. */
export function randomChange(fields: readonly Field[], world: World): Change {
  for (;;) {
    const change = world.random.pick(operators)(fields, world);
    if (change !== undefined) return change;
  }
}
