/** The part of a location below the base URL, or undefined when it is somewhere else. */
export function pathBelow(baseUrl: string, location: string): string | undefined {
  const base = new URL(`${baseUrl.replace(/\/$/, '')}/`)
  if (!URL.canParse(location, base.href)) return undefined
  const { pathname, search } = new URL(location, base)
  // The origin is not compared: behind a proxy a server may not know the one its clients see.
  return pathname.startsWith(base.pathname) ? `/${pathname.slice(base.pathname.length)}${search}` : undefined
}
