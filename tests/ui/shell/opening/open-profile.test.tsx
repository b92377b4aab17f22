import { describe, expect, it } from 'vitest'
import { createInlineEngine } from '../../../../src/engine/inline.ts'
import { profileOf } from '../../../../src/kernels/film/roll/film-profile.ts'
import { negativeParams, type NegativeParams } from '../../../../src/kernels/film/step/negative-params.ts'
import { initialParams } from '../../../../src/kernels/params.ts'
import { profileToText } from '../../../../src/recipe/film-profile.ts'
import { createFilmProfiles } from '../../../../src/state/film-profiles.ts'
import { createLab } from '../../../../src/state/lab.ts'
import type { KeptProfile, ProfileStore } from '../../../../src/state/profile-store.ts'
import { openFiles } from '../../../../src/ui/shell/opening/open-files.ts'

const profile = profileOf(initialParams(negativeParams) as unknown as NegativeParams)!

const lab = () => {
  const made = createLab(createInlineEngine())
  const kept: KeptProfile[] = []
  const store: ProfileStore = { list: async () => kept, write: async ({ id, savedAt }) => void kept.push({ id, savedAt, name: 'Gold 200', profile }), remove: async () => undefined }
  return { lab: made, profiles: createFilmProfiles(made, store), kept }
}

describe('a film profile that is dropped or opened', () => {
  it('is kept, and said to be; the picture stays', async () => {
    const stores = lab()
    expect(await openFiles(stores, [new File([profileToText({ name: 'Gold 200', profile })], 'gold.film.json')])).toBe(false)
    expect(stores.kept.map(({ name }) => name)).toEqual(['Gold 200'])
    expect(stores.lab.getState().messages.map(({ note }) => note)).toEqual([expect.stringContaining('Gold 200 is kept')])
  })

  it('that is none is named with its fault', async () => {
    const stores = lab()
    await openFiles(stores, [new File(['{"name":"package"}'], 'package.json')])
    expect(stores.kept).toEqual([])
    expect(stores.lab.getState().messages).toMatchObject([{ subject: 'package.json', failure: { code: 'bad-recipe', what: 'it is not a film profile' } }])
  })
})
