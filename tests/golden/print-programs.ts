import { programCases } from './program-cases.ts'
import { bytesOf } from './numbers.ts'

// for programs.py: every program with the picture it is to be run on
process.stdout.write(
  JSON.stringify(
    programCases.map(({ name, file, program, exact, shown, raster: { width, height, channels, depth, data } }) => ({
      name,
      file,
      program,
      exact,
      channels: shown.channels,
      size: [shown.height, shown.width],
      picture: { width, height, channels, depth, data: Buffer.from(bytesOf(data)).toString('base64') },
    })),
  ),
)
