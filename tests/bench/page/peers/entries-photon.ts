import { exponent, type Peer } from '../asked.ts'
import { height, width } from '../pictures.ts'
import { differences, type Samples } from '../race.ts'
import { loadPhoton, type Photon, type PhotonImage } from './photon.ts'

/** Photon works in place, so every round changes what the round before left; the time does not depend on it. */
const operation = (operate: (photon: Photon, image: PhotonImage) => void): Peer => async () => {
  const photon = await loadPhoton()
  let image: PhotonImage | undefined
  return {
    name: 'photon',
    threads: 1,
    load(samples) {
      image?.free()
      image = new photon.PhotonImage(Uint8Array.from(samples), width, height)
    },
    run: () => operate(photon, image!),
    compare: (expected) => differences(image!.get_raw_pixels(), expected as Samples, 4),
  }
}

export const photonInvert = operation((photon, image) => photon.invert(image))

/** Its exponent is 1/γ. */
export const photonGamma = operation((photon, image) => photon.gamma_correction(image, 1 / exponent, 1 / exponent, 1 / exponent))
