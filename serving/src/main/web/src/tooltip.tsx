import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface Tip {
  anchor: Element;
  content: ComponentChildren;
}

const GAP = 8;

/** Shows a tip beside its anchor; Escape hides it, so does scrolling away. */
export function Tooltip({ tip, hide }: { tip: Tip | null; hide: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!tip || !box.current) return;
    const at = tip.anchor.getBoundingClientRect();
    const own = box.current.getBoundingClientRect();
    const left = Math.min(Math.max(GAP, at.left + at.width / 2 - own.width / 2), innerWidth - own.width - GAP);
    const above = at.top - own.height - GAP;
    box.current.style.setProperty('left', `${left}px`);
    box.current.style.setProperty('top', `${above > GAP ? above : at.bottom + GAP}px`);
  });
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    addEventListener('keydown', key);
    addEventListener('scroll', hide, { passive: true });
    return () => {
      removeEventListener('keydown', key);
      removeEventListener('scroll', hide);
    };
  }, [hide]);
  return tip ? <div class="tip" role="tooltip" ref={box}>{tip.content}</div> : null;
}

/** The state of one tooltip and the handlers that its anchors need. */
export function useTooltip() {
  const [tip, setTip] = useState<Tip | null>(null);
  const hide = useRef(() => setTip(null)).current;
  const on = (content: () => ComponentChildren) => {
    const show = (event: Event): void => setTip({ anchor: event.currentTarget as Element, content: content() });
    return { onMouseEnter: show, onMouseLeave: hide, onFocus: show, onBlur: hide };
  };
  return { tip, hide, on };
}
