import type { Peer } from '../asked.ts'
import { height, width } from '../pictures.ts'
import { differences, type Samples } from '../race.ts'
import { loadPhoton, type PhotonImage } from './photon.ts'

/** The one operation of ours that Photon has. It works in place, so every round changes what the round before left; the time does not depend on it. */
export const photonInvert: Peer = {
  asked: false,
  start: async () => {
    const photon = await loadPhoton()
    let image: PhotonImage | undefined
    return {
      name: 'photon',
      threads: 1,
      load(samples) {
        image?.free()
        image = new photon.PhotonImage(Uint8Array.from(samples), width, height)
      },
      run: () => photon.invert(image!),
      compare: (expected) => differences(image!.get_raw_pixels(), expected as Samples, 4),
    }
  },
}
