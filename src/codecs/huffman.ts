/**
 * Lengths of a prefix code for these counts, none over `longest`, the rare symbols longest. Symbols that do not occur get
 * 0. Huffman's lengths first, then the few that are too long are shortened and others lengthened until the code is exact
 * (Kraft's sum is 1), as zlib does.
 */
export function codeLengths(counts: Uint32Array, longest: number): Uint8Array {
  const lengths = new Uint8Array(counts.length)
  const used = Array.from(counts.keys())
    .filter((symbol) => counts[symbol] > 0)
    .toSorted((a, b) => counts[a] - counts[b] || a - b)
  if (used.length < 2) {
    // A code of one symbol has one bit, and needs a second symbol to be complete.
    const only = used[0] ?? 0
    lengths[only] = 1
    lengths[only === 0 ? 1 : 0] = 1
    return lengths
  }
  // Two queues, leaves and inner nodes, both in rising order (van Leeuwen, 1976).
  const n = used.length
  const weight = new Float64Array(2 * n - 1)
  const parent = new Int32Array(2 * n - 1)
  used.forEach((symbol, i) => {
    weight[i] = counts[symbol]
  })
  let leaf = 0
  let inner = n
  for (let made = n; made < 2 * n - 1; made++) {
    for (let child = 0; child < 2; child++) {
      const next = leaf < n && (inner >= made || weight[leaf] <= weight[inner]) ? leaf++ : inner++
      weight[made] += weight[next]
      parent[next] = made
    }
  }
  const depth = new Uint8Array(2 * n - 1)
  const perLength = new Uint32Array(longest + 1)
  for (let node = 2 * n - 3; node >= 0; node--) {
    depth[node] = Math.min(depth[parent[node]] + 1, 254)
    if (node < n) perLength[Math.min(depth[node], longest)]++
  }
  // In units of the longest code: how much the code overfills the 2^longest places there are.
  let excess = -(2 ** longest)
  for (let bits = 1; bits <= longest; bits++) excess += perLength[bits] * 2 ** (longest - bits)
  while (excess > 0) {
    let bits = longest - 1
    while (perLength[bits] === 0) bits--
    // One code goes a level down and takes one of the longest as its neighbour: that frees one place.
    perLength[bits]--
    perLength[bits + 1] += 2
    perLength[longest]--
    excess--
  }
  let next = 0
  for (let bits = longest; bits > 0; bits--) for (let i = 0; i < perLength[bits]; i++) lengths[used[next++]] = bits
  return lengths
}

/** The canonical codes of these lengths (RFC 1951, 3.2.2), their bits reversed, as deflate writes them from the low end. */
export function reversedCodes(lengths: Uint8Array): Uint16Array {
  const codes = new Uint16Array(lengths.length)
  let code = 0
  for (let bits = 1; bits <= 15; bits++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== bits) continue
      let turned = 0
      for (let i = 0; i < bits; i++) if (code & (1 << i)) turned |= 1 << (bits - 1 - i)
      codes[symbol] = turned
      code++
    }
    code <<= 1
  }
  return codes
}
