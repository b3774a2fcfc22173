import { describe, expect, it } from 'vitest';
import { areTopicPatterns, isTopic, TopicPolicy } from '../../../src/notify/index.ts';

const allows = (patterns: string, topic: string, user = 'ada') => new TopicPolicy(patterns).allows(topic, user);

describe('a pattern of topics', () => {
  it.each([
    ['*', 'prices', true],
    ['*', 'prices.eur.spot', true],
    ['prices.*', 'prices.eur', true],
    ['prices.*', 'prices.eur.spot', true],
    ['prices.*', 'prices', false],
    ['prices.*', 'pricesx.eur', false],
    ['prices.eu*', 'prices.eur', true],
    ['prices', 'prices', true],
    ['prices', 'prices.eur', false],
    ['prices', 'price', false],
  ])('`%s` and the topic %s: %s', (pattern, topic, allowed) => {
    expect(allows(pattern, topic)).toBe(allowed);
  });

  it('takes `*` for whatever follows at its end alone', () => {
    expect(allows('prices.*.spot', 'prices.eur.spot')).toBe(false);
    expect(allows('*.spot', 'prices.spot')).toBe(false);
  });

  it('takes no sign in it for one of a regular expression', () => {
    expect(allows('p.ices', 'prices')).toBe(false);
    expect(allows('prices.e+', 'prices.ee')).toBe(false);
  });

  it('is one of several, of which one is enough, with blanks around them or not', () => {
    const allowed = ['news', 'prices.eur', 'user.ada.x', 'other'].map((topic) =>
      allows('news, prices.* ,user.{user}.*', topic),
    );
    expect(allowed).toEqual([true, true, true, false]);
  });
});

describe('a pattern with {user}', () => {
  it('is for who subscribes, and for nobody else', () => {
    expect(allows('user.{user}.*', 'user.ada.orders', 'ada')).toBe(true);
    expect(allows('user.{user}.*', 'user.ada.orders', 'bob')).toBe(false);
    expect(allows('user.{user}.*', 'user.adam.orders', 'ada')).toBe(false);
    expect(allows('{user}.to.{user}', 'ada.to.ada', 'ada')).toBe(true);
    expect(allows('{user}.to.{user}', 'ada.to.bob', 'ada')).toBe(false);
  });

  it.each(['ada@example', 'tenant/7:ada_b-c', '0'])('takes the name %s as it stands', (user) => {
    expect(allows('user.{user}', `user.${user}`, user)).toBe(true);
  });

  it.each(['*', 'a*', 'ada.*', '**', '{user}', '', ' '])('has no topic for the name `%s`, which is no word', (user) => {
    for (const pattern of ['user.{user}', 'user.{user}.*', '{user}'])
      for (const topic of ['user', 'user.ada', 'user.ada.x', 'user.bob.x', 'a', 'ada.x', 'user..x'])
        expect(allows(pattern, topic, user), `${pattern} ${topic}`).toBe(false);
  });

  it.each(['$&', '$`', "$'", '$$', '$1'])('does not read the name `%s` as what JavaScript replaces with', (user) => {
    for (const topic of ['user.{user}.x', 'user.user.x', 'user..x', 'user.$.x', `user.${user}.x`])
      expect(allows('user.{user}.*', topic, user), topic).toBe(false);
  });

  it('has no topic for a name of several words, which would be one of another user, too', () => {
    expect(allows('user.{user}.*', 'user.a.b.x', 'a')).toBe(true);
    expect(allows('user.{user}.*', 'user.a.b.x', 'a.b')).toBe(false);
    expect(allows('user.{user}', 'user.a.b', 'a.b')).toBe(false);
  });

  it('has no topic where {user} is but a part of a word', () => {
    for (const pattern of ['user.{user}*', 'user.{user}-*', 'user-{user}.*', 'user.{user}{user}'])
      for (const topic of ['user.ada', 'user.ada.x', 'user.adam', 'user.ada-x', 'user-ada.x', 'user.adaada'])
        expect(allows(pattern, topic), `${pattern} ${topic}`).toBe(false);
  });

  it('gives no topic to two users, however they are called', () => {
    const users = ['a', 'b', 'a.b', 'b.a', 'a-b', 'a/b', 'ab', '*', 'a*', '$&', '{user}', '', '.', 'a.', '.a'];
    const patterns = ['user.{user}', 'user.{user}.*', '{user}.*', '{user}.{user}.*', 'user.{user}*', 'user.{user}-*'];
    const names = users.flatMap((user) => [user, `${user}.x`, `${user}.b`, `${user}-b`, `${user}.${user}`]);
    const topics = names.flatMap((name) => [name, `user.${name}`, `user.${name}.x`]).filter(isTopic);
    for (const pattern of patterns)
      for (const topic of topics) {
        const having = users.filter((user) => allows(pattern, topic, user));
        expect(having.length, `${pattern} gives ${topic} to ${having}`).toBeLessThan(2);
      }
  });

  it('leaves what the patterns beside it give to a user whose name is no word', () => {
    expect(allows('user.{user}.*,prices.*', 'prices.eur', 'ada.lovelace')).toBe(true);
  });
});

describe('the name of a topic', () => {
  it.each(['prices', 'prices.eur', 'user.ada@example', 'a/b:c_d-e.0', 'x'.repeat(200)])('may be %s', (topic) => {
    expect(isTopic(topic)).toBe(true);
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a b', 'a.*', 'a.>', 'a\n', 'ä', '{user}', '$', 'x'.repeat(201)])(
    'may not be `%s`',
    (topic) => {
      expect(isTopic(topic)).toBe(false);
    },
  );
});

describe('patterns of topics', () => {
  it.each(['*', 'a', 'a.b', 'a.*', 'a*', 'a.b*', '{user}', 'user.{user}.*', 'a , b.*', 'user.{user}*'])(
    'may be %j',
    (patterns) => {
      expect(areTopicPatterns(patterns)).toBe(true);
    },
  );

  it.each([
    '',
    'a,',
    'a..b',
    '.a',
    'a.',
    '*.a',
    'a*b',
    '**',
    'a.**',
    'user-{user}',
    '{user}-*',
    'a b',
    '{users}',
    '.*',
    'a..*',
  ])('are refused where no topic could fit: %j', (patterns) => {
    expect(areTopicPatterns(patterns)).toBe(false);
  });
});
