import type { FastifyInstance } from 'fastify'

/** A request target in its two parts, as they were sent. */
export interface SplitUrl {
  readonly mount: string
  readonly below: string
}

/**
 * Splits request targets at the prefix of the plugin. That is as many segments as the prefix has, whatever they are in
 * this request: a prefix may hold parameters, and may come percent-encoded. The target may be in absolute form
 * (RFC 9112 §3.2.2).
 */
export function splitterFor({ prefix, initialConfig }: FastifyInstance): (url: string) => SplitUrl {
  const depth = withoutExpressions(prefix).split('/').filter(Boolean).length
  const slash = ignoresDuplicateSlashes(initialConfig) ? '/+' : '/'
  const target = new RegExp(`^(?:https?://[^/?]*)?((?:${slash}[^/?]*){${depth}})/?(.*)$`, 'i')
  return (url) => {
    const [, mount = '', below = ''] = target.exec(url) ?? []
    return { mount, below: `/${below}` }
  }
}

/** The expression of a parameter, as in `/:tenant(^[^/]+$)`, may hold slashes and parentheses. */
function withoutExpressions(prefix: string): string {
  const fewer = prefix.replace(/\\.|\([^()]*\)/g, '')
  return fewer === prefix ? prefix : withoutExpressions(fewer)
}

interface RouterOptions {
  readonly ignoreDuplicateSlashes?: boolean
}

/** Fastify has moved the option. */
function ignoresDuplicateSlashes(config: RouterOptions & { readonly routerOptions?: RouterOptions }): boolean {
  return config.routerOptions?.ignoreDuplicateSlashes ?? config.ignoreDuplicateSlashes ?? false
}
