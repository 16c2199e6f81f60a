import { useEffect, useState } from 'preact/hooks';

type Theme = 'auto' | 'light' | 'dark';
const THEMES: Theme[] = ['auto', 'light', 'dark'];
const KEPT_AS = 'dermavigil.theme';

function kept(): Theme {
  try {
    return (localStorage.getItem(KEPT_AS) as Theme | null) ?? 'auto';
  } catch {
    return 'auto'; // storage may be forbidden by the browser's settings: the system's theme then
  }
}

function keep(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem(KEPT_AS, theme);
  } catch {
    return; // for this visit only
  }
}

export function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>(kept);
  useEffect(() => keep(theme), [theme]);
  return (
    <label class="choose theme">
      <span>Theme</span>
      <select value={theme} onChange={(event) => setTheme(event.currentTarget.value as Theme)}>
        {THEMES.map((name) => <option key={name} value={name} selected={name === theme}>{name === 'auto' ? 'System' : name === 'light' ? 'Light' : 'Dark'}</option>)}
      </select>
    </label>
  );
}

document.documentElement.dataset['theme'] = kept();
