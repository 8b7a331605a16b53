import './app/fonts.css';
import './app/tokens.css';
import './app/root.css';
import './app/standalone.css';
import { mount } from './app/mount.tsx';

await mount(document.getElementById('cadrage')!);
