import { assert, constantFrom, oneof, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanFileName, exportFileName, exportStem } from '../../src/recipe/file-name.ts'
import { addStep, emptyRecipe, enableStep, makeStep, type Recipe } from '../../src/recipe/recipe.ts'

const recipeOf = (...ids: string[]): Recipe => ids.reduce((recipe, id) => addStep(recipe, makeStep(id)), emptyRecipe)

describe('the name of an export', () => {
  it('is the original with the steps behind it', () => {
    expect(exportFileName(exportStem('scan.tif', recipeOf('negative', 'gamma')), 'png')).toBe('scan_negative-gamma.png')
  })

  it('leaves out steps that are off', () => {
    const recipe = recipeOf('negative', 'gamma')
    expect(exportStem('scan.tif', enableStep(recipe, recipe.steps[0]!.key, false))).toBe('scan_gamma')
  })

  it('keeps the name of a picture without steps', () => {
    expect(exportStem('roll 7.frame 3.jpeg', emptyRecipe)).toBe('roll 7.frame 3')
  })

  it('says of a spectrum whose it is', () => {
    expect(exportStem('scan.tif', recipeOf('log'), true)).toBe('scan_spectrum-log')
    expect(exportStem('scan.tif', emptyRecipe, true)).toBe('scan_spectrum')
  })

  it('names whole steps only, and counts those it has no room for', () => {
    const ids = ['log', 'gamma', 'negative', 'bitwise-not', 'log', 'gamma', 'negative', 'bitwise-not', 'log', 'gamma', 'negative', 'bitwise-not']
    expect(exportStem('scan.tif', recipeOf(...ids))).toBe('scan_log-gamma-negative-bitwise-not-log-gamma-negative-5-more')
    expect(exportStem('scan.tif', recipeOf(...Array.from({ length: 64 }, () => 'log'))).length).toBeLessThanOrEqual('scan_'.length + 60)
  })

  it('does not double an ending that was typed', () => {
    expect(exportFileName('scan.PNG', 'png')).toBe('scan.png')
    expect(exportFileName('scan.tiff', 'tiff')).toBe('scan.tif')
    expect(exportFileName('scan.jpeg', 'jpeg')).toBe('scan.jpg')
    expect(exportFileName('v1.2', 'webp')).toBe('v1.2.webp')
  })

  it.each(['CON', 'nul', 'COM1', 'lpt9.scan'])('is not the Windows device %s', (name) => {
    expect(exportFileName(name, 'png')).toMatch(/^_/)
  })

  it('never leads out of its folder and suits every file system, whatever the picture was called', () => {
    const nasty = oneof(string({ unit: 'binary', maxLength: 300 }), constantFrom('../../etc/passwd', 'C:\\a', '\u202egnp.x', '...', '', '-rf', 'a\u0000b', '🌄'.repeat(200)))
    assert(
      property(nasty, (name) => {
        const file = exportFileName(exportStem(name, recipeOf('log', 'gamma', 'bitwise-not')), 'png')
        expect(file).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/u)
        expect(file).toMatch(/^[^.\s-].*\.png$/u)
        expect(Array.from(file).length).toBeLessThanOrEqual(124)
        expect(() => encodeURIComponent(file)).not.toThrow()
      }),
    )
  })

  it('is "picture" when nothing of the name can stay', () => {
    expect(cleanFileName('\u0000/../')).toBe('picture')
  })
})
