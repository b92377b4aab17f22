import { failure } from '../kernels/failure.ts'
import { checkCancelled, type EncodeContext, type Encoded, type EncodeOptions } from './codec.ts'
import { codecs } from './open.ts'
import { rowsOf, type IntegerRaster, type Rows } from './rows.ts'

/**
 * The picture as a file of that format (a codec's id: "png", "tiff", "jpeg", "webp"), sample by sample as it is: nothing is
 * converted on the way. JPEG and WebP take 8 bits. Throws `unsupported-format`, `cancelled`, `out-of-memory`.
 */
export async function encodePicture(
  picture: IntegerRaster | Rows,
  format: string,
  options: EncodeOptions,
  context: EncodeContext = {},
): Promise<Encoded> {
  checkCancelled(context)
  const codec = codecs.find((each) => each.id === format)
  if (!codec?.encode) throw failure({ code: 'unsupported-format', format, what: 'it cannot be written' })
  return codec.encode('rows' in picture ? picture : rowsOf(picture), options, context)
}
