// Writes huggingface.jsonl: small tokenizer.json files, one for each part of the format, and what the reference makes of texts.
//
//   npm install tokenizers@0.23.2 && node huggingface.js > huggingface.jsonl
//
// A line is {"name", "tokenizer", "cases": [[text, ids], ...], "decoded": [[ids, text], ...]}. A tokenizer without a model has
// the one of the line "characters": WordPiece with all characters as tokens, so that ids tell how a text was changed and cut.
const { Tokenizer } = require('tokenizers')

const texts = [
  '', ' ', 'a', 'Hello, World!', '  two  spaces ', ' lead', 'trail ', "don't we'll I'M", 'tab\tnew\nline\r\nend\n', 'x  \n  y',
  'naïve café', 'e\u0301a\u0300 o\u0308', 'ﬁ ½ ² Ⅳ ㎏ ＡＢ', 'İstanbul ΣΑΣ ẞ', '漢字かなカナー ab', '日本 語', '😀 hi 👍🏽',
  'a\u00a0b\u2003c\u3000d', '\u200bzero\u200d\ufeffw', 'a\u0000b\u0007c\u0085d\u00ade', 'x▁y ▁z', '1234 5.6 ٣٤ 12a', 'a-b_c(d)[e]!?$+',
  '한국어 각', 'क्षि नी', 'ab[MASK]cd [MASK] ef', 'a<x>b <x>c< x>', 'ABC abc', 'aab bab abab aaab', 'ǆ ŉ ſ K'
]

const extra = 'ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĲĳĴĵĶķĸĹĺĻļĽľĿŀŁłŃ-xyz'
const characters = new Set()
for (const text of texts) {
  for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) {
    for (const t of [text, text.normalize(form), text.toLowerCase(), text.normalize(form).toLowerCase()]) {
      for (const c of t) characters.add(c)
    }
  }
}
for (const c of extra) characters.add(c)
for (let i = 33; i < 256; i++) characters.add(String.fromCharCode(i))
const vocab = { '[UNK]': 0 }
for (const c of [...characters].sort()) {
  for (const name of [c, '##' + c]) vocab[name] = Object.keys(vocab).length
}
const characterModel = { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 1000, vocab }

function complete (tokenizer) {
  return Object.assign({ version: '1.0', truncation: null, padding: null, added_tokens: [], normalizer: null, pre_tokenizer: null,
    post_processor: null, decoder: null, model: characterModel }, tokenizer)
}

async function write (name, tokenizer, sequences = []) {
  const reference = Tokenizer.fromString(JSON.stringify(complete(tokenizer)))
  const cases = []
  for (const text of texts) {
    const encoding = await reference.encode(text, null, { addSpecialTokens: false })
    cases.push([text, encoding.getIds()])
  }
  const decoded = []
  for (const ids of sequences) decoded.push([ids, await reference.decode(ids, false)])
  process.stdout.write(JSON.stringify({ name, tokenizer, cases, decoded })
    .replace(/[\u007f-\uffff]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')) + '\n')
}

const split = (pattern, behavior, invert = false) => ({ type: 'Split', pattern, behavior, invert })
const sequence = (...pretokenizers) => ({ type: 'Sequence', pretokenizers })

async function main () {
  await write('characters', { model: characterModel })
  for (const type of ['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'Nmt', 'StripAccents', 'ByteLevel']) {
    await write(type, { normalizer: { type } })
  }
  await write('Strip', { normalizer: { type: 'Strip', strip_left: true, strip_right: true } })
  await write('Strip left', { normalizer: { type: 'Strip', strip_left: true, strip_right: false } })
  await write('Replace string', { normalizer: { type: 'Replace', pattern: { String: 'a' }, content: 'xy' } })
  await write('Replace regex', { normalizer: { type: 'Replace', pattern: { Regex: '\\s+|[a-c]{2}' }, content: '-' } })
  await write('Prepend', { normalizer: { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, { type: 'Replace', pattern: { String: ' ' }, content: '▁' }] } })
  const bert = { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true }
  await write('BertNormalizer', { normalizer: bert, pre_tokenizer: { type: 'BertPreTokenizer' } })
  await write('BertNormalizer cased', { normalizer: Object.assign({}, bert, { lowercase: false }), pre_tokenizer: { type: 'BertPreTokenizer' } })
  await write('StripAccents after NFD', { normalizer: { type: 'Sequence', normalizers: [{ type: 'NFD' }, { type: 'StripAccents' }, { type: 'Lowercase' }] } })

  for (const behavior of ['Removed', 'Isolated', 'MergedWithPrevious', 'MergedWithNext', 'Contiguous']) {
    await write('Split ' + behavior, { pre_tokenizer: split({ Regex: '[ab]|\\d+' }, behavior) })
    await write('Split inverted ' + behavior, { pre_tokenizer: split({ Regex: '[ab]|\\d+' }, behavior, true) })
    await write('Split string ' + behavior, { pre_tokenizer: split({ String: ' ' }, behavior) })
    await write('Punctuation ' + behavior, { pre_tokenizer: { type: 'Punctuation', behavior } })
  }
  await write('Split empty matches', { pre_tokenizer: split({ Regex: 'a*' }, 'MergedWithPrevious') })
  await write('Split lines', { pre_tokenizer: split({ Regex: '^.|\\s+$|.$' }, 'Isolated') })
  await write('Split words', { pre_tokenizer: split({ Regex: '\\b\\w+?\\b|\\W{1,2}+' }, 'Isolated') })
  await write('Split classes', { pre_tokenizer: split({ Regex: '[[:upper:]]|\\p{Han}+|[^\\W\\d_]{2,3}?|\\h|[[:punct:]\\]-]' }, 'Isolated') })
  await write('Split o200k', { pre_tokenizer: split({ Regex: "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+" }, 'Removed', true) })
  await write('Split newer cl100k', { pre_tokenizer: split({ Regex: "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]|\\s+(?!\\S)|\\s" }, 'Isolated') })
  await write('ByteLevel pieces', { pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true } })
  await write('ByteLevel prefix', { pre_tokenizer: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: false } })
  await write('ByteLevel behind Digits', { pre_tokenizer: sequence({ type: 'Digits', individual_digits: true }, { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true }) })
  await write('Digits behind ByteLevel', { pre_tokenizer: sequence({ type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true }, { type: 'Digits', individual_digits: false }) })
  for (const prepend_scheme of ['always', 'first', 'never']) {
    for (const s of [true, false]) {
      await write(`Metaspace ${prepend_scheme} ${s}`, { pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme, split: s } })
    }
  }
  const mask = { id: 2000, content: '[MASK]', single_word: false, lstrip: true, rstrip: false, normalized: false, special: true }
  // The reference numbers added tokens anew from the size of the vocabulary on.
  mask.id = Object.keys(vocab).length
  const x = { id: mask.id + 1, content: '<x>', single_word: false, lstrip: false, rstrip: true, normalized: true, special: false }
  const word = { id: mask.id + 2, content: 'ab', single_word: true, lstrip: false, rstrip: false, normalized: true, special: false }
  await write('Metaspace first with added tokens', { added_tokens: [mask, x], pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'first', split: true } })
  await write('Metaspace of old', { pre_tokenizer: { type: 'Metaspace', replacement: '_', str_rep: '_', add_prefix_space: true } })
  await write('Added tokens', { added_tokens: [mask, x, word] })
  await write('Added tokens normalized', { added_tokens: [mask, x, word], normalizer: { type: 'Sequence', normalizers: [{ type: 'Lowercase' }, { type: 'Replace', pattern: { String: 'x' }, content: 'y' }] } })
  await write('Added tokens both sides', { added_tokens: [Object.assign({}, mask, { rstrip: true }), Object.assign({}, x, { lstrip: true })], normalizer: { type: 'Strip', strip_left: true, strip_right: true } })
  await write('Whitespace', { pre_tokenizer: { type: 'Whitespace' } })
  await write('WhitespaceSplit', { pre_tokenizer: { type: 'WhitespaceSplit' } })
  await write('Digits', { pre_tokenizer: { type: 'Digits', individual_digits: false } })
  await write('CharDelimiterSplit', { pre_tokenizer: { type: 'CharDelimiterSplit', delimiter: 'a' } })
  await write('UnicodeScripts', { pre_tokenizer: { type: 'UnicodeScripts' } })
  await write('FixedLength', { pre_tokenizer: { type: 'FixedLength', length: 3 } })

  const small = tokens => Object.fromEntries(tokens.map((t, i) => [t, i]))
  const bpe = (tokens, merges, more = {}) => Object.assign({ type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null,
    end_of_word_suffix: null, fuse_unk: false, byte_fallback: false, ignore_merges: false, vocab: small(tokens), merges }, more)
  const ab = ['<unk>', 'a', 'b', 'c', ' ', 'ab', 'aa', 'aab', 'bab', 'abab', 'ba']
  const merges = [['a', 'b'], ['a', 'a'], ['a', 'ab'], ['b', 'ab'], ['ab', 'ab'], ['b', 'a']]
  await write('BPE dropping', { model: bpe(ab, merges) })
  await write('BPE merges of old', { model: bpe(ab, merges.map(m => m.join(' '))) })
  await write('BPE unknown', { model: bpe(ab, merges, { unk_token: '<unk>' }) })
  await write('BPE fused', { model: bpe(ab, merges, { unk_token: '<unk>', fuse_unk: true }) })
  await write('BPE later merges', { model: bpe(ab, [['ab', 'ab'], ['a', 'ab'], ['a', 'a'], ['b', 'a'], ['a', 'b'], ['b', 'ab']]) })
  await write('BPE ignore_merges', { model: bpe(ab, merges.slice(0, 2), { ignore_merges: true }), pre_tokenizer: { type: 'WhitespaceSplit' } })
  const bytes = ['<unk>', 'a', 'b', '▁', '▁a', 'ab', '<0x0A>', '<0xE6>', '<0xBC>', '<0xA2>', '<0xC3>', '<0xA9>']
  await write('BPE byte_fallback', { normalizer: { type: 'Replace', pattern: { String: ' ' }, content: '▁' }, model: bpe(bytes, [['▁', 'a'], ['a', 'b']], { unk_token: '<unk>', fuse_unk: true, byte_fallback: true }) })
  await write('BPE byte_fallback without unknown', { model: bpe(bytes, [['▁', 'a'], ['a', 'b']], { byte_fallback: true }) })
  await write('BPE prefix', { pre_tokenizer: { type: 'WhitespaceSplit' }, model: bpe(['a', '##a', '##b', 'b', 'ab', '##ab', 'aab'], [['a', '##b'], ['##a', '##b'], ['a', '##ab']], { continuing_subword_prefix: '##' }) })
  await write('BPE suffix', { pre_tokenizer: { type: 'WhitespaceSplit' }, model: bpe(['a', 'b', 'a</w>', 'b</w>', 'ab</w>', 'ab', 'aab</w>', 'c</w>'], [['a', 'b</w>'], ['a', 'b'], ['a', 'ab</w>']], { end_of_word_suffix: '</w>', unk_token: 'b' }), decoder: { type: 'BPEDecoder', suffix: '</w>' } }, [[0, 4, 6, 2], [7], []])
  const wordpiece = small(['[UNK]', 'a', '##a', '##b', 'ab', '##ab', 'b', 'Hello', ',', '##d', 'W', '##or', '##l'])
  await write('WordPiece', { pre_tokenizer: { type: 'BertPreTokenizer' }, model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 3, vocab: wordpiece }, decoder: { type: 'WordPiece', prefix: '##', cleanup: true } }, [[7, 8, 10, 11, 12, 9], [1, 5, 3], [5]])
  const scored = [['<unk>', 0], ['a', -1.5], ['b', -2], ['ab', -2.5], ['aab', -4], ['▁', -3], ['▁a', -3.5], ['<0xC3>', -9], ['<0xA9>', -9], ['é', -5], ['c', -1]]
  await write('Unigram', { model: { type: 'Unigram', unk_id: 0, vocab: scored, byte_fallback: false } })
  await write('Unigram byte_fallback', { pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true }, model: { type: 'Unigram', unk_id: 0, vocab: scored.filter(s => s[0] !== 'é'), byte_fallback: true } })
  await write('WordLevel', { pre_tokenizer: { type: 'Whitespace' }, model: { type: 'WordLevel', vocab: small(['[UNK]', 'Hello', 'World', 'ab', '!', ',', 'a']), unk_token: '[UNK]' } }, [[1, 5, 2, 4], []])

  const tokens = ['▁Hey', '▁you', '▁', '<0xE6>', '<0xBC>', '<0xA2>', '.', " n't", '<pad>', '|', 'Ġab', 'é', '</w>', 'a</w>', ' do not', '##x', 'ff', 'é▁', '  ', ' ?']
  const model = { type: 'WordLevel', vocab: small(tokens), unk_token: '.' }
  const sequences = [[0, 1, 2], [3, 4, 5, 6], [3, 4, 6, 5], [3, 4], [6, 7, 14, 19], [8, 9, 9, 8, 9, 6, 6], [10, 11, 10, 12, 13], [2, 2, 0], [15, 15, 16], [17, 18, 17], [18, 0, 18], [], [11, 3, 11]]
  // The reference panics where a token is stripped that has nothing left.
  const decode = (name, decoder) => write('decode ' + name, { model, decoder }, sequences.filter(ids => ids.length > 0 || !JSON.stringify(decoder).includes('Strip')))
  await decode('nothing', null)
  await decode('ByteLevel', { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true })
  await decode('Replace', { type: 'Replace', pattern: { String: '▁' }, content: ' ' })
  await decode('Replace regex', { type: 'Replace', pattern: { Regex: '[fa]' }, content: '$0' })
  await decode('ByteFallback', { type: 'ByteFallback' })
  await decode('Fuse', { type: 'Fuse' })
  await decode('Strip', { type: 'Strip', content: ' ', start: 1, stop: 1 })
  await decode('Metaspace', { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true })
  await decode('Metaspace never', { type: 'Metaspace', replacement: '▁', prepend_scheme: 'never', split: true })
  await decode('WordPiece', { type: 'WordPiece', prefix: '##', cleanup: true })
  await decode('WordPiece raw', { type: 'WordPiece', prefix: '##', cleanup: false })
  await decode('BPEDecoder', { type: 'BPEDecoder', suffix: '</w>' })
  await decode('CTC', { type: 'CTC', pad_token: '<pad>', word_delimiter_token: '|', cleanup: true })
  await decode('CTC raw', { type: 'CTC', pad_token: '<pad>', word_delimiter_token: '|', cleanup: false })
  const steps = (...decoders) => ({ type: 'Sequence', decoders })
  const space = { type: 'Replace', pattern: { String: '▁' }, content: ' ' }
  await decode('Llama', steps(space, { type: 'ByteFallback' }, { type: 'Fuse' }, { type: 'Strip', content: ' ', start: 1, stop: 0 }))
  await decode('fused first', steps({ type: 'ByteFallback' }, { type: 'Fuse' }, space, { type: 'Replace', pattern: { String: '  ' }, content: '_' }, { type: 'Strip', content: ' ', start: 2, stop: 2 }))
}
main()
